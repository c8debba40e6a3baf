import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { type CodeDoor, CodeEditor } from './code-editor.tsx'
import { completions, languageOf } from './dotprompt.ts'
import { type Fault, sayFault } from './fault.ts'
import { isTooLong, mostCharacters, usePrompts, type Words } from './use-words.ts'

/** The words in an editor, with what is wrong with them where it stands. */
export function EditWords(of: { name: string; words: Words; fault: Fault | null; onDone(): void }) {
  const { t } = useTranslation()
  const { name, words, fault } = of
  const isPrompt = !name.startsWith('plain/')
  const door = useRef<CodeDoor>(null)
  const language = useMemo(() => languageOf(name), [name])
  const { data: help } = useQuery({
    queryKey: ['prompt-help'],
    queryFn: ({ signal }) => call('GET /api/prompt-help', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isPrompt,
  })
  const { data: list } = usePrompts()
  const parts = (list?.prompts ?? []).flatMap((one) => (one.name.startsWith('_') ? [one.name] : [])).join(' ')
  const complete = useMemo(() => {
    if (!help || !isPrompt) return null
    const said = {
      field: t('tuning.help.field'),
      part: t('tuning.help.part'),
      answer: t('tuning.help.answer'),
      needed: t('tuning.help.needed'),
    }
    return completions(name, help.prompts, parts.split(' ').filter(Boolean), said)
  }, [help, isPrompt, name, parts, t])
  const over = isTooLong(name, words.text)
  const line = fault?.line ?? null
  return (
    <section className="edit-words" aria-label={t('tuning.views.edit')}>
      <CodeEditor
        key={name}
        label={t('tuning.wordsOf', { name })}
        text={words.text}
        language={language}
        complete={complete}
        fault={fault}
        door={door}
        onType={words.type}
        onDone={of.onDone}
      />
      <div className="row small">
        <p className="soft grow">{t(isPrompt ? 'tuning.editHint' : 'tuning.phrasesHint')}</p>
        {isPrompt && (
          <span className={over ? 'trouble' : 'soft'}>
            {t('desk.count', { counted: words.text.length, max: mostCharacters })}
          </span>
        )}
      </div>
      <div id="fault" role="alert">
        {fault && (
          <p className="notice row">
            {line !== null && (
              <button type="button" className="link" onClick={() => door.current?.goTo(line)}>
                {t('tuning.line', { line })}
              </button>
            )}
            <span className="grow">{sayFault(fault)}</span>
          </p>
        )}
      </div>
    </section>
  )
}
