import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { toast } from '../../lib/tell.ts'
import { Form } from '../../ui/form.tsx'
import { CopyText } from './copy-text.tsx'
import { QrPicture } from './qr-picture.tsx'

type Begun = Answer<'POST /api/me/two-factor/begin'>

// With fewer than this somebody who loses their phone may soon be locked out.
const fewCodes = 3

/** One's own second step: off, being turned on, its codes shown once, on. */
export function TwoFactor() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const { data } = useQuery({
    queryKey: ['two-factor'],
    queryFn: ({ signal }) => call('GET /api/me/two-factor', {}, signal),
  })
  const readAgain = () => client.invalidateQueries({ queryKey: ['two-factor'] })
  return (
    <section className="panel" aria-labelledby="two-factor">
      <h2 id="two-factor">{t('people.twoFactor')}</h2>
      {!data && <p className="soft">{t('desk.loading')}</p>}
      {codes && <BackupCodes codes={codes} onDone={() => setCodes(null)} />}
      {data && !codes && begun && (
        <Confirm
          begun={begun}
          onCancel={() => setBegun(null)}
          onCodes={(shown) => {
            setCodes(shown)
            setBegun(null)
            void readAgain()
          }}
        />
      )}
      {data?.on === false && !codes && !begun && <Begin onBegun={setBegun} />}
      {data?.on && !codes && <TurnOff left={data.backupCodes} onOff={readAgain} />}
    </section>
  )
}

function PasswordField() {
  const { t } = useTranslation()
  return (
    <TextInput
      withAsterisk={false}
      name="password"
      type="password"
      label={t('desk.current')}
      autoComplete="current-password"
      required
    />
  )
}

function CodeField({ autoFocus = false }: { autoFocus?: boolean }) {
  const { t } = useTranslation()
  return (
    <TextInput
      withAsterisk={false}
      name="code"
      label={t('people.code')}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      required
      autoFocus={autoFocus}
    />
  )
}

function Begin({ onBegun }: { onBegun(begun: Begun): void }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="soft small">{t('people.twoFactorOff')}</p>
      <Form
        className="stack"
        confirm={t('people.turnOn')}
        instead={{ wrong: t('people.wrongPassword') }}
        send={async ({ password = '' }) =>
          onBegun(await call('POST /api/me/two-factor/begin', { body: { password } }))
        }
      >
        <PasswordField />
      </Form>
    </>
  )
}

function Confirm(of: { begun: Begun; onCancel(): void; onCodes(codes: string[]): void }) {
  const { t } = useTranslation()
  const { secret, uri } = of.begun
  return (
    <>
      <h3>{t('people.secretTitle')}</h3>
      <p className="soft small">{t('people.secretLead')}</p>
      <div className="to-scan">
        <QrPicture text={uri} label={t('people.scan')} />
        <div className="stack">
          <span className="soft small">{t('people.secret')}</span>
          <div className="row">
            <code id="secret" className="secret">
              {secret.match(/.{1,4}/g)?.join(' ')}
            </code>
            <CopyText text={secret} />
          </div>
          <div className="row">
            <Button component="a" href={uri} variant="default">
              {t('people.openApp')}
            </Button>
          </div>
        </div>
      </div>
      <h3>{t('people.confirmTitle')}</h3>
      <Form
        className="stack"
        confirm={t('people.confirmCode')}
        instead={{ wrong: t('people.wrongCode') }}
        later={
          <Button variant="subtle" color="gray" onClick={of.onCancel}>
            {t('desk.cancel')}
          </Button>
        }
        send={async ({ code = '' }) => {
          const { backupCodes } = await call('POST /api/me/two-factor/confirm', { body: { code } })
          of.onCodes(backupCodes)
        }}
      >
        <CodeField autoFocus />
      </Form>
    </>
  )
}

function BackupCodes({ codes, onDone }: { codes: string[]; onDone(): void }) {
  const { t } = useTranslation()
  return (
    <div role="status" className="stack">
      <h3>{t('people.codesTitle')}</h3>
      <p className="notice">{t('people.codesLead')}</p>
      <ol className="backup-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="row">
        <CopyText text={codes.join('\n')} />
        <Button id="noted" onClick={onDone}>
          {t('people.noted')}
        </Button>
      </div>
    </div>
  )
}

function TurnOff({ left, onOff }: { left: number; onOff(): Promise<void> }) {
  const { t } = useTranslation()
  return (
    <>
      <p className="soft small">
        {t('people.twoFactorOn')} {t('people.codesLeft', { count: left })}
      </p>
      {left < fewCodes && <p className="notice">{t('people.fewCodes')}</p>}
      <details id="turn-off">
        <summary>{t('people.turnOffTitle')}</summary>
        <Form
          className="stack"
          confirm={t('people.turnOff')}
          instead={{ wrong: t('people.wrongEither') }}
          send={async ({ password = '', code = '' }) => {
            await call('POST /api/me/two-factor/end', { body: { password, code: code.trim() } })
            toast(t('people.turnedOff'))
            await onOff()
          }}
        >
          <PasswordField />
          <CodeField />
        </Form>
      </details>
    </>
  )
}
