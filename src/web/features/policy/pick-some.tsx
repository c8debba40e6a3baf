import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'

/** Some of a list, or all of it: a word of a sentence that opens the list. */
export function PickSome(pick: {
  label: string
  /** What it is called when nothing is chosen. */
  any: string
  options: { value: string; label: string; disabled?: boolean }[]
  chosen: readonly string[]
  bad?: boolean
  onPick(chosen: string[]): void
}) {
  const { label, any, options, chosen, onPick } = pick
  const nameOf = (value: string) => options.find((one) => one.value === value)?.label ?? `#${value}`
  const said = chosen.length === 0 ? any : chosen.map(nameOf).join(' · ')
  // What is chosen and no longer there can still be taken out.
  const gone = chosen.filter((value) => !options.some((one) => one.value === value))
  const all = [...options, ...gone.map((value) => ({ value, label: nameOf(value), disabled: false }))]
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <button type="button" className={pick.bad ? 'word bad' : 'word'} aria-label={`${label}: ${said}`}>
          {said}
          <IconChevronDown size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.CheckboxItem checked={chosen.length === 0} onChange={() => onPick([])}>
          {any}
        </Menu.CheckboxItem>
        {all.map(({ value, label: name, disabled }) => (
          <Menu.CheckboxItem
            key={value}
            disabled={disabled === true && !chosen.includes(value)}
            checked={chosen.includes(value)}
            onChange={(on) =>
              onPick(
                on
                  ? all.map((one) => one.value).filter((one) => one === value || chosen.includes(one))
                  : chosen.filter((one) => one !== value),
              )
            }
          >
            {name}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
