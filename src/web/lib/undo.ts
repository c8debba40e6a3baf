import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Answer } from './call.ts'
import type { Open } from './shapes.ts'

type Approved = Answer<'POST /api/conversations/{id}/approve'>

/** An approval that has not gone out yet. */
export interface Undoable {
  conversationId: string
  sendId: string
  /** Whom it goes to. */
  name: string
  until: string
}

const listeners = new Set<() => void>()
let waiting: readonly Undoable[] = []

function show(next: readonly Undoable[]): void {
  waiting = next
  for (const listener of listeners) listener()
}

/** Offers to take back what was just approved. @returns whether the answer was something that can be taken back. */
export function offerUndo(open: Pick<Open, 'id' | 'person'>, answer: unknown): boolean {
  const approved = answer as Approved | undefined
  if (approved?.kind !== 'approved' || !approved.undoUntil || secondsUntil(approved.undoUntil) === 0)
    return false
  const name = open.person.name || open.person.handle
  show([...waiting, { conversationId: open.id, sendId: approved.sendId, name, until: approved.undoUntil }])
  return true
}

export function dropUndo(sendId: string): void {
  if (waiting.some((one) => one.sendId === sendId)) show(waiting.filter((one) => one.sendId !== sendId))
}

/** Of a conversation that is no more nothing is taken back, and its person is not named. */
export function dropUndoIn(conversationId: string): void {
  show(waiting.filter((one) => one.conversationId !== conversationId))
}

/** Nobody else at this machine takes back what was theirs. */
export function forgetUndo(): void {
  show([])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What can still be taken back, the newest last. */
export function useUndoable(): readonly Undoable[] {
  return useSyncExternalStore(subscribe, () => waiting)
}

function secondsUntil(time: string): number {
  return Math.max(0, Math.ceil((new Date(time).getTime() - Date.now()) / 1_000))
}

const tickMs = 250

/** Whole seconds from now to then; 0 when it has passed. */
export function useSecondsUntil(time: string | null): number {
  const [seconds, setSeconds] = useState(() => (time ? secondsUntil(time) : 0))
  useEffect(() => {
    const left = () => (time ? secondsUntil(time) : 0)
    setSeconds(left())
    if (left() === 0) return
    const ticking = setInterval(() => {
      setSeconds(left())
      if (left() === 0) clearInterval(ticking)
    }, tickMs)
    return () => clearInterval(ticking)
  }, [time])
  return seconds
}
