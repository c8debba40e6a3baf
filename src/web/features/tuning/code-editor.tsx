import { autocompletion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, type LanguageSupport } from '@codemirror/language'
import { setDiagnostics } from '@codemirror/lint'
import { Annotation, Compartment, EditorState } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react'
import { codeLooks } from './code-looks.ts'
import type { completions } from './dotprompt.ts'
import { type Fault, sayFault } from './fault.ts'

// So many are seen at once; the list moves with the keys and need not scroll.
const mostOffered = 8

const fromOutside = Annotation.define<boolean>()

export interface CodeDoor {
  goTo(line: number): void
}

/**
 * An editor of code, in a shadow root: there its styles are sheets that the Content-Security-Policy allows. Tab leaves it, as it leaves
 * every field.
 */
export function CodeEditor(editor: {
  /** Its name, for who listens. */
  label: string
  describedBy?: string
  text: string
  language: LanguageSupport
  complete: ReturnType<typeof completions> | null
  fault: Fault | null
  door?: RefObject<CodeDoor | null>
  onType(text: string): void
  /** Ctrl+Enter. */
  onDone(): void
}) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const now = useRef(editor)
  now.current = editor
  const [attributes, completing] = useRef([new Compartment(), new Compartment()] as const).current
  const { text, label, fault, complete, language } = editor

  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes later is told to the editor that is there, below.
  useEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    const done = () => {
      now.current.onDone()
      return true
    }
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: now.current.text,
        extensions: [
          attributes.of(attributesOf(label)),
          completing.of(completingBy(complete)),
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          history(),
          drawSelection(),
          bracketMatching(),
          EditorView.lineWrapping,
          language,
          codeLooks,
          keymap.of([
            { key: 'Mod-Enter', run: done },
            ...completionKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            const ours = update.transactions.some((one) => one.annotation(fromOutside))
            if (update.docChanged && !ours) now.current.onType(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    return () => {
      made.destroy()
      view.current = null
    }
  }, [language])

  useEffect(() => {
    const shown = view.current
    if (!shown || shown.state.doc.toString() === text) return
    const changes = { from: 0, to: shown.state.doc.length, insert: text }
    shown.dispatch({ changes, annotations: fromOutside.of(true) })
  }, [text])

  useEffect(() => {
    view.current?.dispatch({ effects: attributes.reconfigure(attributesOf(label)) })
  }, [label, attributes])
  useEffect(() => {
    view.current?.dispatch({ effects: completing.reconfigure(completingBy(complete)) })
  }, [complete, completing])
  useEffect(() => {
    const shown = view.current
    if (!shown) return
    const line = fault?.line ? shown.state.doc.line(Math.min(fault.line, shown.state.doc.lines)) : null
    const found = fault && line ? [{ ...line, severity: 'error' as const, message: sayFault(fault) }] : []
    shown.dispatch(
      setDiagnostics(
        shown.state,
        found.map(({ from, to, severity, message }) => ({ from, to, severity, message })),
      ),
    )
  }, [fault])

  useImperativeHandle(editor.door, () => ({
    goTo(wanted) {
      const shown = view.current
      if (!shown) return
      const { from } = shown.state.doc.line(Math.min(wanted, shown.state.doc.lines))
      shown.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      })
      shown.focus()
    },
  }))

  return <div ref={host} className="code" />
}

function attributesOf(label: string) {
  return EditorView.contentAttributes.of({
    'aria-label': label,
    spellcheck: 'false',
    lang: '',
    tabindex: '0',
  })
}

function completingBy(complete: ReturnType<typeof completions> | null) {
  return complete
    ? autocompletion({ override: [complete], icons: false, maxRenderedOptions: mostOffered })
    : []
}
