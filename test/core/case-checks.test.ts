import { expect } from 'chai'
import { CaseCheck, type CaseOutcome, judgeCase } from '../../src/core/case-checks.ts'
import { caseNames } from '../../src/core/case-names.ts'
import { helping as enHelping } from '../../src/web/words/en-helping.ts'
import { tuning as enTuning } from '../../src/web/words/en-tuning.ts'
import { helping as koHelping } from '../../src/web/words/ko-helping.ts'
import { tuning as koTuning } from '../../src/web/words/ko-tuning.ts'

const outcome: CaseOutcome = {
  text: '확인해 볼게요. Thanks! 🙂\n\nAI가 쓴 답이에요.',
  body: '확인해 볼게요. Thanks! 🙂',
  strategy: 'answer-first',
  findings: [{ code: 'money', severity: 'note', ko: '', en: '', span: null }],
  decision: { kind: 'ask' },
  documents: ['refund.md'],
}
const silent: CaseOutcome = {
  ...{ text: null, body: null, strategy: null, findings: [], documents: [] },
  decision: { kind: 'hand-over' },
}

describe('the checks of a case', () => {
  const table: [check: object, holds: boolean, withoutReply: boolean][] = [
    [{ kind: 'contains', text: 'THANKS' }, true, false],
    [{ kind: 'contains', text: '무조건' }, false, false],
    [{ kind: 'lacks', text: '무조건' }, true, true],
    [{ kind: 'lacks', text: '확인' }, false, true],
    [{ kind: 'strategy', is: 'answer-first' }, true, false],
    [{ kind: 'strategy', is: 'listen' }, false, false],
    [{ kind: 'language', is: 'ko' }, true, false],
    [{ kind: 'language', is: 'en' }, false, false],
    [{ kind: 'level', is: 'haeyo' }, true, false],
    [{ kind: 'level', is: 'hapsyo' }, false, false],
    [{ kind: 'at-most', characters: 60 }, true, false],
    [{ kind: 'at-most', characters: 20 }, false, false],
    [{ kind: 'no-finding', code: 'promise' }, true, true],
    [{ kind: 'no-finding', code: 'money' }, false, true],
    [{ kind: 'no-finding' }, false, true],
    [{ kind: 'finding', code: 'money' }, true, false],
    [{ kind: 'finding', code: 'promise' }, false, false],
    [{ kind: 'decision', is: 'ask' }, true, false],
    [{ kind: 'decision', is: 'hand-over' }, false, true],
    [{ kind: 'cites', document: 'refund.md' }, true, false],
    [{ kind: 'cites', document: 'price.md' }, false, false],
  ]
  for (const [given, holds, withoutReply] of table) {
    it(`${JSON.stringify(given)} ${holds ? 'holds' : 'fails'}, and ${withoutReply ? 'holds' : 'fails'} without a reply`, () => {
      const check = CaseCheck.parse(given)
      for (const [what, passed] of [
        [outcome, holds],
        [silent, withoutReply],
      ] as const) {
        const [judged] = judgeCase([check], what)
        expect(judged).to.include({ passed })
        expect(judged?.ko).to.match(/[가-힣]/)
        expect(judged?.en.includes(' — ')).to.equal(!passed)
      }
    })
  }

  it('say in words what was wanted and what was there, never by a code', () => {
    const said = (check: CaseCheck, what = outcome) => {
      const [judged] = judgeCase([check], what)
      return [judged?.ko, judged?.en]
    }
    expect(said({ kind: 'level', is: 'hapsyo' })).to.deep.equal([
      '말투: 합쇼체 — 해요체',
      'speech level: hapsyo (formal) — haeyo (gentle)',
    ])
    expect(said({ kind: 'level', is: 'haeyo' }, { ...outcome, body: 'We will look.' })).to.deep.equal([
      '말투: 해요체 — 한국어가 아니에요',
      'speech level: haeyo (gentle) — not in Korean',
    ])
    expect(said({ kind: 'language', is: 'en' })).to.deep.equal([
      '답의 언어: 영어 — 한국어',
      'language: English — Korean',
    ])
    expect(said({ kind: 'strategy', is: 'listen' })).to.deep.equal([
      '답하는 방법: 들어 주고 인정하기 — 답부터 하기',
      'way of answering: listen and own it — answer first',
    ])
    expect(said({ kind: 'decision', is: 'send' })).to.deep.equal([
      '결정: 보내기 — 동료가 확인',
      'decision: send — a colleague looks',
    ])
    expect(said({ kind: 'decision', is: 'ask' })).to.deep.equal([
      '결정: 동료가 확인',
      'decision: a colleague looks',
    ])
  })

  it('call each value as the console does where one chooses it', () => {
    const pairs = [
      [caseNames.strategy, koHelping.strategy, enHelping.strategy],
      [caseNames.decision, koTuning.decisions, enTuning.decisions],
    ] as const
    for (const [names, ko, en] of pairs)
      for (const [value, said] of Object.entries(names)) {
        expect(said.ko).to.equal((ko as Record<string, string>)[value])
        expect(said.en).to.equal((en as Record<string, string>)[value]?.toLowerCase())
      }
  })

  it('tell 합쇼체 by how it ends', () => {
    const formal = { ...outcome, body: '확인해 보겠습니다.' }
    expect(judgeCase([{ kind: 'level', is: 'hapsyo' }], formal)[0]?.passed).to.equal(true)
    const english = { ...outcome, body: 'We will look into it.' }
    expect(judgeCase([{ kind: 'level', is: 'haeyo' }], english)[0]?.passed).to.equal(false)
  })

  it('are refused when they ask for nothing that is known', () => {
    for (const wrong of [
      { kind: 'smells' },
      { kind: 'contains', text: ' ' },
      { kind: 'at-most', characters: 0 },
      { kind: 'lacks', text: 'x', more: 1 },
    ])
      expect(CaseCheck.safeParse(wrong).success, JSON.stringify(wrong)).to.equal(false)
  })
})
