import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo } from 'react'
import type { Policy } from '../../../core/policy.ts'
import { type Answer, call, Refused } from '../../lib/call.ts'
import { keepTyped, useTyped } from '../../lib/typed.ts'
import { setIn } from './paths.ts'

export type LivePolicy = Answer<'GET /api/policy'>
export type Checked = Answer<'POST /api/policy/check'>
/** What is to be different, field by field; a number that is not one yet stands here as it was typed. */
export type Change = Record<string, unknown>

/** A policy that is being changed, and what is to be said of it. */
export interface Changing {
  live: LivePolicy
  /** As it would be. What was typed is in it as it was typed, so a leaf may be what no policy can hold. */
  draft: Policy
  change: Change
  isChanged: boolean
  /** What would be different, in words; null while it is looked at, or while something in it is wrong. */
  checked: Checked | null
  /** What is wrong, by the field: `voice.persona`. */
  faults: ReadonlyMap<string, string>
  /** Why it could not be looked at, where that is not a field's fault. */
  trouble: unknown
  /** The hash of what was live when the change was begun, where something else holds now. */
  overtakenFrom: string | null
  set(path: string, value: unknown): void
  /** They have read what somebody else published, and go on with what they typed on top of it. */
  goOn(): void
  discard(): void
}

const typedKey = 'policy-change'
// Somebody who types pauses for as long between two words.
const pauseMs = 350
// Another admin may publish; who is told soon has less to do twice.
const lookEveryMs = 10_000

export function useLivePolicy() {
  return useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => call('GET /api/policy', {}, signal),
    refetchInterval: lookEveryMs,
  })
}

/** What is typed stays on this machine until it is published or discarded, whatever room is open. */
export function useChanging(live: LivePolicy | undefined): Changing | null {
  const typed = useTyped(typedKey)
  const text = typed?.text ?? '{}'
  const change = useMemo(() => JSON.parse(text) as Change, [text])
  const isChanged = Object.keys(change).length > 0
  const [settled] = useDebouncedValue(text, pauseMs)
  const check = useQuery({
    queryKey: ['policy-check', live?.hash, settled],
    queryFn: ({ signal }) =>
      call('POST /api/policy/check', { body: { policy: JSON.parse(settled) as Change } }, signal),
    enabled: isChanged && live !== undefined && settled !== '{}',
    placeholderData: keepPreviousData,
    meta: { quiet: true },
  })
  const faults = useMemo(() => faultsIn(isChanged ? check.error : null), [check.error, isChanged])
  if (!live) return null
  const draft = { ...live.policy, ...change } as Policy
  const keep = (next: Change, seen: string) =>
    keepTyped(typedKey, Object.keys(next).length > 0 ? { text: JSON.stringify(next), seen } : null)
  return {
    ...{ live, draft, change, isChanged, faults },
    checked: isChanged && !check.error && settled === text ? (check.data ?? null) : null,
    trouble: isChanged && faults.size === 0 ? check.error : null,
    overtakenFrom: typed?.seen && typed.seen !== live.hash ? typed.seen : null,
    set(path, value) {
      const [field = '', ...rest] = path.split('.')
      const whole = setIn((draft as unknown as Change)[field], rest, value)
      const { [field]: _, ...others } = change
      const isBack = JSON.stringify(whole) === JSON.stringify((live.policy as unknown as Change)[field])
      keep(isBack ? others : { ...others, [field]: whole }, typed?.seen ?? live.hash)
    },
    goOn: () => keep(change, live.hash),
    discard: () => keepTyped(typedKey, null),
  }
}

function faultsIn(error: unknown): ReadonlyMap<string, string> {
  const fields = error instanceof Refused ? (error.problem?.fields ?? []) : []
  return new Map(fields.map(({ path, message }) => [path.replace(/^policy\./, ''), message]))
}

const Now = createContext<Changing | null>(null)
export const ChangingProvider = Now.Provider

export function usePolicy(): Changing {
  const changing = useContext(Now)
  if (!changing) throw new Error('This is shown in the room of the policy only.')
  return changing
}
