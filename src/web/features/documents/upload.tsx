import { Button, Group, TextInput } from '@mantine/core'
import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../../lib/tell.ts'
import { useTrial } from '../tuning/chosen.ts'
import { FailingCases } from '../tuning/failing-cases.tsx'
import { sayAddress } from './address.ts'
import { TakePage } from './take-page.tsx'
import { TryDialog } from './try-document.tsx'
import { type Given, useTaking } from './use-taking.ts'
import './add-words.ts'

// The server takes no more (contract of POST /api/knowledge).
const mostBytes = 5_000_000
const endings = '.md,.markdown,.txt,.html,.htm,.csv,.pdf'
const nothing = { file: '', page: '' }

/** A file or a page becomes a document, or is tried first; saved cases that fail with it hold it up. */
export function Upload() {
  const { t } = useTranslation()
  const taking = useTaking()
  const { failing, last } = taking
  const [reading, setReading] = useState(false)
  const [reasons, setReasons] = useState(nothing)
  const [address, setAddress] = useState('')
  // Of the page, at its field; of a file it is told for a moment.
  const [trouble, setTrouble] = useState('')
  const trial = useTrial()
  const [tried, setTried] = useState<Given | null>(null)
  const [said, setSaid] = useState<{ of: Given | null; hash: string | null } | null>(null)
  const busy = reading || taking.busy
  const running = taking.busy ? last?.kind : null

  async function take(given: Given, overrule: string | null) {
    setTried(null)
    if (given.kind === 'page') setTrouble('')
    const why = await taking.take(given, { reason: reasons[given.kind], overrule })
    if (why === null) {
      setReasons((now) => ({ ...now, [given.kind]: '' }))
      if (given.kind === 'page') setAddress('')
    } else if (given.kind === 'page') setTrouble(why)
    else if (why) toast(why, 'bad')
  }
  async function choose(event: ChangeEvent<HTMLInputElement>, then: (given: Given) => void) {
    const file = event.currentTarget.files?.[0]
    // The same file again is a choice too.
    event.currentTarget.value = ''
    if (!file) return
    if (file.size > mostBytes) return toast(t('helping.tooLarge'), 'bad')
    setReading(true)
    try {
      then({ kind: 'file', name: file.name, contentBase64: await toBase64(file) })
    } catch {
      // It was moved, or may not be read.
      toast(t('documents.unreadFile', { name: file.name }), 'bad')
    } finally {
      setReading(false)
    }
  }
  // A page may have changed since; what was looked at is what is taken.
  const asTried = (given: Given): Given =>
    given.kind === 'page' && said?.of === given && said.hash ? { ...given, hash: said.hash } : given
  const because = (kind: Given['kind']) => ({
    reason: reasons[kind],
    onReason: (reason: string) => setReasons((now) => ({ ...now, [kind]: reason })),
  })
  const { reason, onReason } = because('file')
  return (
    <>
      <div className="row">
        <FileButton
          id="upload"
          className="upload"
          label={t('helping.upload')}
          disabled={busy}
          onChange={(event) => void choose(event, (given) => void take(given, null))}
        />
        <FileButton
          id="try-file"
          className="upload other"
          label={t('documents.tryFile')}
          disabled={busy}
          onChange={(event) => void choose(event, setTried)}
        />
        <TextInput
          className="grow upload-why"
          name="upload-reason"
          aria-label={t('documents.uploadWhy')}
          placeholder={t('documents.uploadWhy')}
          maxLength={1_000}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
        />
        <span className="soft small">{t('helping.uploadHint')}</span>
        <output className="soft small">
          {reading && t('helping.uploading')}
          {running === 'file' && t('documents.running')}
        </output>
      </div>
      <TakePage
        address={address}
        onAddress={(typed) => {
          setAddress(typed)
          setTrouble('')
        }}
        {...because('page')}
        busy={busy}
        running={running === 'page'}
        trouble={trouble}
        onTrouble={setTrouble}
        onTake={(given) => void take(given, null)}
        onTry={setTried}
      />
      {last && failing && (
        <FailingCases
          failing={failing}
          lead={
            last.kind === 'page'
              ? t('webPages.failing', { name: sayAddress(last.url) })
              : t('documents.failingFile', { name: last.name })
          }
          busy={busy}
          onOverrule={taking.mayOverrule ? (why) => void take(last, why) : null}
        />
      )}
      <TryDialog
        name={tried ? nameOf(tried) : ''}
        tried={tried}
        trial={trial}
        onClose={() => setTried(null)}
        onTried={(hash) => setSaid({ of: tried, hash })}
      >
        <Group justify="flex-end" mt="md">
          <Button variant="subtle" color="gray" onClick={() => setTried(null)}>
            {t('desk.cancel')}
          </Button>
          <Button id="upload-tried" className="main" onClick={() => tried && void take(asTried(tried), null)}>
            {t(tried?.kind === 'page' ? 'webPages.take' : 'documents.uploadTried')}
          </Button>
        </Group>
      </TryDialog>
    </>
  )
}

function nameOf(given: Given): string {
  return given.kind === 'page' ? sayAddress(given.url) : given.name
}

function FileButton(of: {
  id: string
  className: string
  label: string
  disabled: boolean
  onChange(event: ChangeEvent<HTMLInputElement>): void
}) {
  const { className, label, ...input } = of
  return (
    <label className={className}>
      <span>{label}</span>
      <input type="file" accept={endings} {...input} />
    </label>
  )
}

async function toBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}
