import { type Dispatch, type SetStateAction, useCallback, useState } from 'react'
import { useWhenForgotten } from '../../lib/gone.ts'
import type { Tried } from './reply.tsx'

/** The past messages and cases that are to be answered for practice. */
export interface Chosen {
  conversations: readonly string[]
  caseIds: readonly string[]
}

/** What is chosen, and what came of it; kept by whoever shows it, so that it is still there when it is looked at again. */
export interface Trial {
  chosen: Chosen
  setChosen: Dispatch<SetStateAction<Chosen>>
  results: { of: string; asked: number; all: Tried[]; byWordsAlone: number } | null
  setResults: Dispatch<SetStateAction<Trial['results']>>
  busy: boolean
  setBusy: Dispatch<SetStateAction<boolean>>
}

export function useTrial(): Trial {
  const [chosen, setChosen] = useState<Chosen>({ conversations: [], caseIds: [] })
  const [results, setResults] = useState<Trial['results']>(null)
  const [busy, setBusy] = useState(false)
  useWhenForgotten(useCallback(() => setResults(null), []))
  return { chosen, setChosen, results, setResults, busy, setBusy }
}

// The most that the server answers at once.
export const mostMessages = 20
