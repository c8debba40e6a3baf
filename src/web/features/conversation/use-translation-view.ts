import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Answer, call } from '../../lib/call.ts'
import type { Open } from '../../lib/shapes.ts'
import { currentLanguage } from '../../words/language.ts'

export interface TranslationView {
  on: boolean
  /** The model is at it. */
  busy: boolean
  found: Answer<'POST /api/conversations/{id}/translation'> | null
  /** Null where there is no model. */
  toggle: (() => void) | null
}

// Who cannot read one conversation's language can seldom read the next one's.
let wanted = false

/** What was said and the draft in the language of the console, once for each version of the conversation. */
export function useTranslationView(open: Open | undefined, mayAnswer: boolean): TranslationView {
  const [on, setOn] = useState(wanted)
  const language = currentLanguage()
  const offered = open?.canRewrite === true && mayAnswer
  const { data, isFetching } = useQuery({
    queryKey: ['translation', open?.id, open?.version, open?.draft?.hash, language],
    queryFn: ({ signal }) =>
      call(
        'POST /api/conversations/{id}/translation',
        { params: { id: open?.id ?? '' }, body: { language } },
        signal,
      ),
    enabled: on && offered,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    meta: { conversation: open?.id },
  })
  const toggle = () => {
    wanted = !on
    setOn(!on)
  }
  return {
    on,
    busy: on && isFetching,
    found: on && offered ? (data ?? null) : null,
    toggle: offered ? toggle : null,
  }
}
