import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Figure } from './address.ts'
import { sayDay, sayStep } from './figures.ts'
import { useRoom } from './room.ts'
import { sayVersion } from './shares.tsx'
import { useReport } from './use-report.ts'
import { sayTopic } from './words.tsx'

/** What a number counts, as a title: “답이 나간 말 · 불만 · 11월 5일”. */
export function useSayFigure(): (figure: Figure) => string {
  const { t } = useTranslation()
  const { ask, figure } = useRoom()
  const colleague = figure?.colleague
  // The address names a colleague by id; the report that they stand in knows their name.
  const shares = useReport('GET /api/reports/shares', ask, colleague !== undefined && colleague !== 'dajeong')
  return ({ what = 'heard', intent, at, version, topic, writer, day, stem = '', score, answerer }) => {
    const known = `reports.what.${what}`
    const name =
      colleague === 'dajeong'
        ? t('reports.byItself')
        : shares.data?.rows.find((row) => row.colleague === colleague)?.name
    const parts = [
      i18next.exists(known) ? t(known as 'reports.what.customers-say', { stem }) : t('reports.behind'),
      intent && t(`reports.intent.${intent}`),
      topic && sayTopic(topic),
      writer && t(`reports.writer.${writer}`),
      version && sayVersion(version, t),
      colleague && name,
      day && sayDay(day),
      score && t('ratings.point', { score }),
      answerer && t(`ratings.answerer.${answerer}`),
      at && sayStep(at, ask.step, ask.zone),
    ]
    return parts.filter(Boolean).join(' · ')
  }
}
