import { besideDraft, summaryPlace } from './beside.js'
import { el } from './element.js'
import { helpingWords } from './helping-words.js'
import { newestRead, readingView } from './reading.js'
import { readingWords } from './reading-words.js'
import { rewriteRow } from './rewrite.js'
import { ago, day, language, words } from './words.js'

function turn(one, account, correct) {
  const mine = one.from === 'brand'
  const note = mine
    ? [words.state[one.state], one.approvedBy ?? words.dajeong].join(' · ')
    : [words.stage[one.stage], one.edited && words.edited].filter(Boolean).join(' · ')
  return el(
    'li',
    { className: mine ? `turn ours ${one.state}` : `turn theirs ${one.stage}` },
    el('p', { className: 'bubble', textContent: one.text }),
    el(
      'p',
      { className: 'soft small' },
      mine ? `${account.name} · ${note} · ` : `${note} · `,
      one.url && /^https?:/.test(one.url)
        ? el('a', { href: one.url, target: '_blank', rel: 'noreferrer', textContent: ago(one.at) })
        : ago(one.at),
      correct && ' · ',
      correct &&
        el('button', {
          type: 'button',
          id: `correct-${one.id}`,
          className: 'link',
          textContent: readingWords.correctThis,
          ariaLabel: `${readingWords.correct}: ${one.text.slice(0, 60)}`,
          onclick: () => correct(one.id),
        }),
    ),
    mine &&
      one.error &&
      el('p', { className: 'trouble small', textContent: `${words.failedWhy}: ${one.error}` }),
  )
}

export function findingList(findings) {
  return findings.map((one) =>
    el('li', { className: `finding ${one.severity}`, textContent: language === 'en' ? one.en : one.ko }),
  )
}

function story(events) {
  const line = (one) => {
    const who = one.name ?? (one.who === 'dajeong' ? words.dajeong : null)
    const what = words.what[one.kind] ?? (one.to ? `→ ${words.stage[one.to]}` : one.kind)
    return el(
      'li',
      {},
      el('time', { textContent: `${ago(one.at)} ` }),
      [who, what, one.overruled.length > 0 && helpingWords.overruled, one.why].filter(Boolean).join(' · '),
    )
  }
  return el(
    'details',
    { id: 'story', className: 'story small soft' },
    el('summary', { textContent: words.story }),
    el('ol', {}, events.map(line)),
  )
}

/** What a colleague may do here now. */
export function situationOf(open, me) {
  const said = open.turns.filter((one) => one.from === 'person' && one.stage !== 'withdrawn')
  const stages = new Set(said.map((one) => one.stage))
  const last = said.at(-1)?.stage
  const heldByOther = open.heldBy !== null && open.heldBy.id !== me.id
  const heldByMe = open.heldBy?.id === me.id
  const failed = said.find((one) => one.stage === 'failed')
  const byHand =
    !open.draft &&
    (stages.has('with-person') || failed !== undefined || last === 'ignored' || last === 'refused')
  return { heldByOther, heldByMe, failed, byHand, withPerson: stages.has('with-person'), last }
}

/** Whether a colleague has it or has to take it, so that they want to know the story so far. */
export function isWithPerson(open, now) {
  return now.withPerson || open.heldBy !== null
}

/** One conversation. `acts` are the things that can be done; `typed` is what the colleague has written and not sent. */
export function conversationView(open, me, typed, acts) {
  const now = situationOf(open, me)
  const { draft } = open
  const canWrite = !now.heldByOther && (draft || now.byHand)
  const field = el('textarea', {
    id: 'reply',
    rows: 5,
    value: typed ?? draft?.text ?? '',
    placeholder: words.writeHere,
    ariaLabel: words.writeHere,
    oninput: () => acts.type(field.value),
  })
  const mayCorrect = !now.heldByOther
  const button = (label, act, className = '') =>
    el('button', { type: 'button', className, textContent: label, onclick: act })
  const edited = draft && typed !== undefined && typed !== draft.text
  return el(
    'article',
    { className: 'conversation' },
    el(
      'header',
      {},
      el('a', { className: 'back', href: '#', textContent: `‹ ${words.back}` }),
      el(
        'h2',
        {},
        open.person.name || open.person.handle,
        el('span', { className: 'soft handle', textContent: open.person.handle }),
      ),
      el(
        'p',
        { className: 'soft small' },
        `${words[open.visibility]} · ${open.account.name} (${open.account.channel}) · ${words.mode[open.account.mode]}`,
      ),
      readingView(open.classification, mayCorrect && newestRead(open) && (() => acts.correct())),
    ),
    open.account.state === 'paused' && el('p', { className: 'notice', textContent: words.accountPaused }),
    open.account.state === 'refused' && el('p', { className: 'notice', textContent: words.accountRefused }),
    open.wish &&
      el(
        'p',
        { id: 'wish', className: 'notice row' },
        el('span', {
          className: 'grow',
          textContent: `${words.wish[open.wish.wish]} · ${day(open.wish.since)}`,
        }),
        button(words.endWish, acts.endWish, 'quiet'),
      ),
    now.heldByOther && el('p', { className: 'notice', textContent: words.heldBy(open.heldBy.name) }),
    now.heldByMe && el('p', { className: 'notice calm', textContent: words.heldByMe }),
    isWithPerson(open, now) && summaryPlace(),
    el(
      'ol',
      { className: 'thread' },
      open.turns.map((one) =>
        turn(
          one,
          open.account,
          mayCorrect && one.classification && one.stage !== 'withdrawn' && acts.correct,
        ),
      ),
    ),
    el(
      'section',
      { className: 'decide' },
      el('p', { id: 'notice', className: 'notice', role: 'alert', hidden: true }),
      now.failed &&
        el(
          'div',
          { className: 'notice row' },
          el('span', { className: 'grow', textContent: `${words.failedWhy}: ${now.failed.why ?? ''}` }),
          button(words.retry, () => acts.retry(now.failed.id)),
        ),
      draft &&
        el(
          'p',
          { className: 'small soft' },
          words.draftBy[draft.writer],
          draft.decision && ` — ${language === 'en' ? draft.decision.en : draft.decision.ko}`,
        ),
      ['heard', 'classified', 'drafted'].includes(now.last) &&
        !draft &&
        el('p', { className: 'soft small', textContent: words.preparing }),
      !canWrite &&
        typed !== undefined &&
        el('p', { className: 'small soft kept', textContent: `${words.kept} ${typed}` }),
      besideDraft(open),
      canWrite && field,
      canWrite &&
        el(
          'div',
          { className: 'row line under' },
          el(
            'ul',
            { id: 'findings', className: 'findings grow' },
            findingList(draft && !edited ? draft.findings : []),
          ),
          el('output', { id: 'counter', className: 'soft small' }),
        ),
      canWrite &&
        open.canRewrite &&
        rewriteRow(open, field.value, (text) => {
          field.value = text
          acts.type(text)
        }),
      el('div', { id: 'line' }),
      el(
        'div',
        { className: 'row buttons' },
        canWrite &&
          el('button', {
            type: 'button',
            id: 'send',
            className: 'main',
            textContent: draft ? (edited ? words.approveEdited : words.approve) : words.sendByHand,
            onclick: acts.send,
          }),
        canWrite &&
          el('button', {
            type: 'button',
            id: 'reset',
            className: 'quiet',
            hidden: !edited,
            textContent: words.reset,
            onclick: acts.reset,
          }),
        el('span', { className: 'grow' }),
        draft && !now.heldByOther && button(words.refuse, acts.refuse),
        (draft || now.failed) && !now.heldByOther && button(words.anotherTry, acts.anotherTry),
        !draft && now.withPerson && !now.heldByOther && button(words.dismiss, acts.dismiss),
        now.heldByMe || (now.withPerson && !open.heldBy) ? button(words.giveBack, acts.giveBack) : null,
        !now.heldByMe && button(now.heldByOther ? words.takeOver : words.handOver, acts.handOver),
      ),
    ),
    story(open.events),
  )
}
