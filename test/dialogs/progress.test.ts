import { expect } from 'chai'
import { progressPost } from '../../dialogs/customer-dialog.ts'
import { BusinessHours, opensAt } from '../../src/core/opening-hours.ts'

const hours = BusinessHours.parse({ holidays: ['2026-11-24'] })
const seoul = (text: string) => new Date(`${text}+09:00`)

describe('what a chat says while a person is awaited', () => {
  const cases: [string, string, string | null][] = [
    ['within business hours', '2026-11-23T10:00', null],
    ['at the very opening', '2026-11-23T09:00', null],
    ['before they open', '2026-11-23T08:59', '2026-11-23T09:00'],
    ['at the very end, with a holiday behind it', '2026-11-23T18:00', '2026-11-25T09:00'],
    ['at the weekend', '2026-11-21T12:00', '2026-11-23T09:00'],
  ]
  for (const [title, now, opens] of cases)
    it(`knows when somebody is there: ${title}`, () => {
      expect(opensAt(hours, seoul(now))).to.deep.equal(opens === null ? null : seoul(opens))
    })

  it('says that somebody looks at it, and when nobody is there, from when on', () => {
    const at = { at: seoul('2026-11-25T09:00'), zone: 'Asia/Seoul' }
    expect(progressPost('m', 'waiting', 'ko', null)).to.deep.include({ id: 'm:waiting', locale: 'ko' })
    expect(progressPost('m', 'waiting', 'ko', at).text)
      .to.contain('11월 25일')
      .and.contain('09:00')
    expect(progressPost('m', 'with-person', 'en', at).text)
      .to.contain('25 November')
      .and.contain('09:00')
    expect(progressPost('m', 'with-person', 'en', null).text).to.contain('A colleague has your message')
  })
})
