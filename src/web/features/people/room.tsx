import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { placeOf } from '../../lib/places.ts'
import './people.css'

/** A room beside the desk: its name, what it is for, and the way back. */
export function Room({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <main id="main" tabIndex={-1} className="people">
      <div className="row">
        <h1 className="grow">{title}</h1>
        <Link href={placeOf('to-approve')} className="to-desk">
          <span aria-hidden="true">‹ </span>
          {t('helping.toDesk')}
        </Link>
      </div>
      {lead && <p className="soft">{lead}</p>}
      {children}
    </main>
  )
}
