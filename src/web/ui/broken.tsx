import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** In place of what cannot be shown, with the way on. */
export function Broken({ text, onRetry }: { text: string; onRetry(): void }) {
  const { t } = useTranslation()
  return (
    <main className="middle">
      <div className="card narrow" role="alert">
        <p>{text}</p>
        <Button mt="md" onClick={onRetry}>
          {t('desk.reload')}
        </Button>
      </div>
    </main>
  )
}

function BrokenNow() {
  const { t } = useTranslation()
  return <Broken text={t('desk.brokenTitle')} onRetry={() => location.reload()} />
}

/** A mistake in one part of the page must not leave a blank one. React has no other way to notice it than a class. */
export class BrokenPage extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    return this.state.broken ? <BrokenNow /> : this.props.children
  }
}
