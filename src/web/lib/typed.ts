import { useSyncExternalStore } from 'react'

/** What a colleague wrote and did not send. */
export interface Typed {
  text: string
  /** The newest message of the person that they had before them when they began. */
  seen: string | null
}

const listeners = new Set<() => void>()
let owner = ''
let kept: Readonly<Record<string, Typed>> = {}
/** What stood there before the model rewrote it, by conversation. */
let before: Readonly<Record<string, string>> = {}

const keyOf = (colleague: string) => `dajeong-typed-${colleague}`

/** Begins with what this colleague left on this machine: neither a reload nor a session that ended takes it away. */
export function openTyped(colleague: string): void {
  if (owner === colleague) return
  owner = colleague
  before = {}
  try {
    kept = JSON.parse(localStorage.getItem(keyOf(colleague)) ?? '{}') as Record<string, Typed>
  } catch {
    kept = {}
  }
  tell()
}

/** Who leaves takes what they wrote with them: the next one at this machine must not read it. */
export function forgetTyped(): void {
  localStorage.removeItem(keyOf(owner))
  owner = ''
  kept = {}
  before = {}
  tell()
}

/** Nothing that was typed in a conversation stays on this machine when its person is forgotten. */
export function forgetTypedIn(id: string): void {
  for (const key of [id, `note-${id}`, `guidance-${id}`]) keepTyped(key, null)
  keepBefore(id, null)
}

/** The conversations that something is typed for. */
export function typedConversations(): string[] {
  return [...new Set(Object.keys(kept).map((key) => key.replace(/^(?:note|guidance)-/, '')))].filter((id) =>
    /^\d+$/.test(id),
  )
}

function tell(): void {
  for (const listener of listeners) listener()
}

export function keepTyped(id: string, typed: Typed | null): void {
  const { [id]: _, ...others } = kept
  kept = typed ? { ...others, [id]: typed } : others
  if (owner) localStorage.setItem(keyOf(owner), JSON.stringify(kept))
  tell()
}

export function keepBefore(id: string, text: string | null): void {
  const { [id]: _, ...others } = before
  before = text === null ? others : { ...others, [id]: text }
  tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useTyped(id: string): Typed | undefined {
  return useSyncExternalStore(subscribe, () => kept[id])
}

export function useBefore(id: string): string | undefined {
  return useSyncExternalStore(subscribe, () => before[id])
}

/** What is typed this very moment; for what ends after somebody may have gone on typing. */
export function typedNow(id: string): string | undefined {
  return kept[id]?.text
}
