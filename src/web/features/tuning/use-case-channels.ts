import { useQuery } from '@tanstack/react-query'
import { call } from '../../lib/call.ts'
import { maySomewhere, useBrandList } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { inLanguage } from '../../words/language.ts'
import { useChannels } from '../accounts/use-channels.ts'

// What needs no network takes messages of every brand, so it can always be chosen.
const always = 'webhook'

/** The networks that a case can be of, by the names that the accounts have them by; `usual` is that of the brand's first account. */
export function useCaseChannels(chosen: string): {
  usual: string
  options: { value: string; label: string }[]
} {
  const { data } = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => call('GET /api/accounts', {}, signal),
    meta: { quiet: true },
  })
  const channels = useChannels(maySomewhere(useMe(), 'connect'))
  const house = useBrandList().data?.brands.find((one) => one.house)
  const ours = (data?.accounts ?? []).filter(({ brandId }) => house === undefined || brandId === house.id)
  const usual = ours[0]?.channel ?? always
  const values = new Set([...ours.map(({ channel }) => channel), always, ...(chosen ? [chosen] : [])])
  const labelOf = (value: string) => {
    const about = channels?.find(({ name }) => name === value)?.about
    return about ? inLanguage({ ko: about.ko.label, en: about.en.label }) : value
  }
  return { usual, options: [...values].map((value) => ({ value, label: labelOf(value) })) }
}
