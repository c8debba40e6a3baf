import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type Answer, call } from '../../lib/call.ts'
import { keepTyped, typedNow, useTyped } from '../../lib/typed.ts'
import { type Fault, readFault } from './fault.ts'

export type Live = Answer<'GET /api/prompts/{name}'>
export type Version = Answer<'GET /api/prompts/{name}/versions'>['versions'][number]

const keyOf = (name: string) => `prompt-${name}`
const restMs = 600
/** The server refuses a longer prompt; phrases have room enough. */
export const mostCharacters = 20_000

export function isTooLong(name: string, text: string): boolean {
  return !name.startsWith('plain/') && text.length > mostCharacters
}

/** What colleagues are told of the prompts; nobody tells the page of changes there, so it looks each time that it is asked. */
export function usePrompts() {
  return useQuery({
    queryKey: ['prompts'],
    queryFn: ({ signal }) => call('GET /api/prompts', {}, signal),
    staleTime: 0,
  })
}

export function useHistory(name: string) {
  return useQuery({
    queryKey: ['prompts', name, 'versions'],
    queryFn: ({ signal }) => call('GET /api/prompts/{name}/versions', { params: { name } }, signal),
    staleTime: 0,
  })
}

export function useVersion(name: string, version: string | null) {
  return useQuery({
    queryKey: ['prompts', name, 'version', version],
    queryFn: ({ signal }) =>
      call(
        'GET /api/prompts/{name}/versions/{version}',
        { params: { name, version: version ?? '0' } },
        signal,
      ),
    enabled: version !== null,
  })
}

/** What is typed for these prompts and not published, by name. */
export function typedWords(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = typedNow(keyOf(name))
      return text === undefined || text === '' ? [] : [[name, text]]
    }),
  )
}

export interface Words {
  live: Live | undefined
  /** What stands in the editor. */
  text: string
  /** It is not what is live. */
  changed: boolean
  /** Of the version that it was made from. */
  base: string | null
  /** Somebody else published since that. */
  overtaken: boolean
  type(text: string): void
  /** Goes on from what is live now, with what is typed. */
  rebase(): void
  discard(): void
}

/** The words of a prompt: those that are live, and those that are typed in their place. */
export function useWords(name: string): Words {
  const { data: live } = useQuery({
    queryKey: ['prompts', name],
    queryFn: ({ signal }) => call('GET /api/prompts/{name}', { params: { name } }, signal),
    staleTime: 0,
  })
  const typed = useTyped(keyOf(name))
  const changed = typed !== undefined && live !== undefined && typed.text !== live.source
  const base = changed ? typed.seen : (live?.hash ?? null)
  return {
    live,
    text: typed?.text ?? live?.source ?? '',
    changed,
    base,
    overtaken: changed && base !== null && base !== live?.hash,
    type(text) {
      const same = text === live?.source
      keepTyped(keyOf(name), same ? null : { text, seen: changed ? base : (live?.hash ?? null) })
    },
    rebase() {
      if (typed && live) keepTyped(keyOf(name), { text: typed.text, seen: live.hash })
    },
    discard() {
      keepTyped(keyOf(name), null)
      keepTyped(`publish-${name}`, null)
    },
  }
}

/** What is wrong with what is typed, a moment after the last letter. */
export interface Checked {
  /** Null while nothing is. */
  fault: Fault | null
  /** What is typed now was not looked at yet. */
  looking: boolean
}

export function useFault(name: string, words: Words): Checked {
  const [rested] = useDebouncedValue(words.text, restMs)
  const { data, isError } = useQuery({
    queryKey: ['prompt-check', name, rested],
    queryFn: async ({ signal }) => ({
      of: rested,
      ...(await call(
        'POST /api/prompts/{name}/check',
        { params: { name }, body: { source: rested } },
        signal,
      )),
    }),
    enabled: words.changed && rested !== '' && rested === words.text,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
    meta: { quiet: true },
  })
  if (!words.changed || words.text === '') return { fault: null, looking: false }
  // Where nobody can look now, the server does when it is published.
  if (data?.of !== words.text) return { fault: null, looking: !(isError && rested === words.text) }
  return { fault: data.why === null ? null : readFault(name, data.why), looking: false }
}
