import { NativeSelect } from '@mantine/core'
import './pick-two.css'

interface Side {
  /** Of the field. */
  name: string
  label: string
  chosen: string
  onChoose(value: string): void
}

/** Two of the same list, to be compared: the one that it was beside the one that it became. */
export function PickTwo({
  options,
  from,
  to,
}: {
  options: { value: string; label: string }[]
  from: Side
  to: Side
}) {
  return (
    <div className="pick-two">
      {[from, to].map(({ name, label, chosen, onChoose }) => (
        <NativeSelect
          key={name}
          name={name}
          label={label}
          data={options}
          value={chosen}
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
      ))}
    </div>
  )
}
