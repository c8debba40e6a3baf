import { useTranslation } from 'react-i18next'
import { call, Refused } from '../../lib/call.ts'
import { explain } from '../../lib/explain.ts'
import type { Trial } from './chosen.ts'
import { sayPlacedFault } from './fault.ts'
import type { Tried } from './reply.tsx'
import { TryOn } from './try-on.tsx'
import type { Words } from './use-words.ts'

/** Past messages and cases, answered by what is live and by what is typed. */
export function Try(of: { name: string; words: Words; trial: Trial }) {
  const { t } = useTranslation()
  const { name, words, trial } = of
  return (
    <TryOn
      lead={t(words.changed ? 'tuning.tryLead' : 'tuning.trySame')}
      trial={trial}
      stamp={words.text}
      send={(messages) => {
        const body = { source: words.text, ...messages }
        return call('POST /api/prompts/{name}/try', { params: { name }, body })
      }}
      sayTrouble={(error) =>
        error instanceof Refused && error.problem?.error === 'broken-prompt'
          ? sayPlacedFault(name, error.message)
          : explain(error, { 'not-found': t('tuning.nothingToTry') })
      }
      idle={(results) =>
        isIdle(name, results)
          ? t(name.startsWith('plain/') ? 'tuning.modelWrote' : 'tuning.phrasesWrote')
          : null
      }
    />
  )
}

/** Whether none of the replies was written with these words, so that no difference says nothing about them. */
function isIdle(name: string, results: readonly Tried[]): boolean {
  const other = name.startsWith('plain/') ? 'model' : 'plain'
  const writers = results.flatMap(({ tried }) => (tried?.writer ? [tried.writer] : []))
  return writers.length > 0 && writers.every((writer) => writer === other)
}
