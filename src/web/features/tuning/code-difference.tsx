import { MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { codeLooks } from './code-looks.ts'
import { languageOf } from './dotprompt.ts'

// Around a change so much is shown of what is the same.
const collapseUnchanged = { margin: 3, minSize: 6 }

/** What two versions differ in: beside each other, and below each other where there is no room for that. */
export function CodeDifference(of: {
  name: string
  before: { label: string; text: string }
  after: { label: string; text: string }
}) {
  const { t } = useTranslation()
  const { name, before, after } = of
  const narrow = useMediaQuery('(max-width: 1199px)', false, { getInitialValueInEffect: false })
  const host = useRef<HTMLDivElement>(null)
  const same = t('tuning.sameLines')
  useEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    const shown = (label: string): Extension[] => [
      EditorState.readOnly.of(true),
      EditorState.phrases.of({ '$ unchanged lines': same }),
      EditorView.contentAttributes.of({ 'aria-label': label, lang: '', tabindex: '0' }),
      EditorView.lineWrapping,
      lineNumbers(),
      languageOf(name),
      codeLooks,
    ]
    const made = narrow
      ? new EditorView({
          root,
          parent: root,
          doc: after.text,
          extensions: [
            shown(`${before.label} → ${after.label}`),
            unifiedMergeView({ original: before.text, mergeControls: false, collapseUnchanged }),
          ],
        })
      : new MergeView({
          root,
          parent: root,
          collapseUnchanged,
          a: { doc: before.text, extensions: shown(before.label) },
          b: { doc: after.text, extensions: shown(after.label) },
        })
    return () => made.destroy()
  }, [name, narrow, same, before.label, before.text, after.label, after.text])
  return <div ref={host} className="code difference" data-narrow={narrow} />
}
