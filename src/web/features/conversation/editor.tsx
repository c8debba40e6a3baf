import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import type { Finding, Open } from '../../lib/shapes.ts'
import { FindingList } from './finding-list.tsx'
import { markParts } from './marks.ts'

const restMs = 300

/** What is found in a text and how the network counts it, a moment after the last letter. */
function usePreview(open: Open, text: string) {
  const [rested] = useDebouncedValue(text, restMs)
  const { data } = useQuery({
    queryKey: ['preview', open.id, open.version, rested],
    queryFn: async ({ signal }) => ({
      of: rested,
      ...(await call(
        'POST /api/conversations/{id}/preview',
        { params: { id: open.id }, body: { text: rested } },
        signal,
      )),
    }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    meta: { quiet: true },
  })
  return data
}

/** The text as it would go out, with what was found in it underlined where it stands. */
export function Editor(editor: {
  open: Open
  text: string
  /** What the server found when the text was to go out, if it said no. */
  found: Finding[] | null
  onType(text: string): void
  onSend(): void
}) {
  const { open, text } = editor
  const { t } = useTranslation()
  const seen = usePreview(open, text)
  const untouched = open.draft !== null && text === open.draft.text
  // What was found in the draft when it was written is shown until somebody changes it.
  const findings =
    editor.found ?? (untouched ? (open.draft?.findings ?? []) : text === '' ? [] : (seen?.findings ?? []))
  const isOfThis = editor.found !== null || untouched || seen?.of === text
  const over = seen !== undefined && seen.counted > seen.max
  return (
    <div className="editor-block">
      <div className="editor">
        {/* Lies under the letters of the field and is as tall as they are; the field itself has no room for marks. */}
        <div className="editor-marks" aria-hidden="true">
          {markParts(text, isOfThis ? findings : []).map(({ at, part, severity }) =>
            severity ? (
              <mark key={at} className={severity}>
                {part}
              </mark>
            ) : (
              <span key={at}>{part}</span>
            ),
          )}{' '}
        </div>
        <textarea
          id="reply"
          rows={4}
          value={text}
          placeholder={t('desk.writeHere')}
          aria-label={t('desk.writeHere')}
          aria-describedby="findings counter"
          onChange={(event) => editor.onType(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Escape') event.currentTarget.blur()
            else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) editor.onSend()
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
      </div>
      <div className="under">
        <FindingList findings={findings} />
        <output id="counter" className={over ? 'small over' : 'soft small'}>
          {seen ? `${seen.counted} / ${seen.max}` : ''}
        </output>
      </div>
    </div>
  )
}
