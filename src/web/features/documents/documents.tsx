import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { placeOf } from '../../lib/places.ts'
import { maySomewhere, useMyRoles } from '../../lib/rights.ts'
import { useMe } from '../../lib/session.ts'
import { DocumentTable } from './document-table.tsx'
import { OpenDocument } from './open-document.tsx'
import { viewOf } from './place.ts'
import { Removed } from './removed.tsx'
import { TryQuestion } from './try-question.tsx'
import { Upload } from './upload.tsx'
import './add-words.ts'
import './documents.css'
import './open-document.css'

/** The brand's documents: what there is, since when and until when, and what a question finds in them. */
// biome-ignore lint/style/noDefaultExport: a room that is loaded when it is entered is named by its file (React.lazy).
export default function Documents() {
  const { t } = useTranslation()
  const mayTune = maySomewhere(useMe(), 'tune')
  const role = useMyRoles()
  // Which one is open stands in the address, so that a link leads to it.
  const [search] = useSearchParams()
  const id = search.get('document')
  if (id !== null)
    return (
      <main id="main" tabIndex={-1} className="documents">
        <OpenDocument
          key={id}
          id={id}
          view={viewOf(search.get('view'))}
          version={search.get('version')}
          mayTune={mayTune}
        />
      </main>
    )
  return (
    <main id="main" tabIndex={-1} className="documents">
      <div className="row">
        <h1 className="grow">{t('helping.documents')}</h1>
        <Link href={placeOf('to-approve')} className="to-desk">
          <span aria-hidden="true">‹ </span>
          {t('helping.toDesk')}
        </Link>
      </div>
      <p className="soft">{t('helping.documentsLead')}</p>
      <TryQuestion />
      {mayTune ? (
        <Upload />
      ) : (
        <p id="may-not" className="notice calm">
          {t('people.mayNotTune', { role })}
        </p>
      )}
      <DocumentTable mayTune={mayTune} />
      <Removed mayTune={mayTune} />
    </main>
  )
}
