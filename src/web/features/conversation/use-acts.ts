import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/call.ts'
import { useMay } from '../../lib/rights.ts'
import type { Open } from '../../lib/shapes.ts'
import { changesMore, type Situation } from '../../lib/situation.ts'
import { toast } from '../../lib/tell.ts'
import { ask } from '../../ui/ask.tsx'
import type { Because, Decide } from './use-decide.ts'

/** One thing that may be done here and now, by its button, its key and its name in the palette. */
export interface Act {
  name:
    | 'send'
    | 'refuse'
    | 'hand-over'
    | 'another-try'
    | 'dismiss'
    | 'give-back'
    | 'retry'
    | 'close'
    | 'snooze'
    | 'spam'
    | 'silence'
    | 'case'
  label: string
  /** Where there is little room. */
  short?: string
  key?: string
  /** Why it cannot be done now. */
  blocked?: string
  run(): void
}

/** What a colleague may do with a conversation now, the usual first; nothing else has a button or a key. */
export function useActs(of: {
  open: Open
  now: Situation
  text: string
  decide: Decide
  /** Another colleague who has it to themselves. */
  leasedBy: { id: string; name: string } | null
}): {
  acts: Act[]
  refusing: { opened: boolean; close(): void; send(why: { because: Because; reason: string }): void }
  endWish(): Promise<void>
} {
  const { open, now, text, decide, leasedBy } = of
  const { t } = useTranslation()
  const [refusing, setRefusing] = useState(false)
  const params = { id: open.id }
  const { draft, version } = open
  const { run } = decide

  function send() {
    const tell = t('desk.sentToast')
    if (!draft)
      return run(
        (more) =>
          call('POST /api/conversations/{id}/send-by-hand', { params, body: { version, text, ...more } }),
        { tell },
      )
    const seen = { draftId: draft.id, hash: draft.hash }
    if (text === draft.text)
      return run(
        ({ overrule }) =>
          call('POST /api/conversations/{id}/approve', { params, body: { ...seen, overrule } }),
        { tell },
      )
    const edit = (because: Because | null) =>
      void run(
        ({ overrule }) =>
          call('POST /api/conversations/{id}/edit-and-approve', {
            params,
            body: { ...seen, text, because, overrule },
          }),
        { tell },
      )
    if (changesMore(draft.text, text)) decide.askFirst({ kind: 'changed', answer: edit })
    else edit(null)
  }
  async function dismiss() {
    const reason = await ask({
      title: t('desk.dismiss'),
      label: t('desk.refuseWhy'),
      confirm: t('desk.dismiss'),
    })
    if (reason !== null)
      await run(() => call('POST /api/conversations/{id}/dismiss', { params, body: { version, reason } }))
  }
  async function endWish() {
    const reason = await ask({
      title: t('desk.endWish'),
      label: t('desk.endWishWhy'),
      confirm: t('desk.endWish'),
    })
    if (reason !== null)
      await run(() => call('POST /api/conversations/{id}/end-wish', { params, body: { reason } }), {
        stay: true,
      })
  }
  const holder = now.heldByOther ? open.heldBy : leasedBy
  const handOver = () =>
    run(
      () =>
        call('POST /api/conversations/{id}/hand-over', {
          params,
          body: holder ? { takeFrom: holder.id } : {},
        }),
      { stay: true },
    )
  const mayClose = useMay('answer', open.brandId)
  const { failed } = now
  const free = !now.heldByOther
  const edited = draft !== null && text !== draft.text
  const sendLabel = draft ? t(edited ? 'desk.approveEdited' : 'desk.approve') : t('desk.sendByHand')

  // Whoever is not let decide is told who has it, by the button and by the key.
  function blockedBy(act: Act): Act {
    if (!leasedBy || act.name === 'hand-over') return act
    const blocked = t('talk.leaseOther', { name: leasedBy.name })
    return { ...act, blocked, run: () => toast(blocked, 'bad') }
  }

  const all: (Act | false | null | undefined)[] = [
    now.canWrite && {
      name: 'send',
      label: sendLabel,
      short: t(draft && !edited ? 'desk.approveShort' : 'desk.sendShort'),
      ...(draft ? { key: 'a' } : {}),
      run: () => void send(),
    },
    draft && free && { name: 'refuse', label: t('desk.refuse'), key: 'r', run: () => setRefusing(true) },
    !now.heldByMe && {
      name: 'hand-over',
      label: t(holder ? 'desk.takeOver' : 'desk.handOver'),
      key: 'h',
      run: () => void handOver(),
    },
    (now.heldByMe || (now.withPerson && !open.heldBy)) && {
      name: 'give-back',
      label: t('desk.giveBack'),
      run: () => void run(() => call('POST /api/conversations/{id}/give-back', { params })),
    },
    (draft || failed) &&
      free && {
        name: 'another-try',
        label: t('desk.anotherTry'),
        run: () =>
          void run(({ sure }) =>
            call('POST /api/conversations/{id}/another-try', { params, body: { version, sure } }),
          ),
      },
    !draft &&
      now.withPerson &&
      free && { name: 'dismiss', label: t('desk.dismiss'), run: () => void dismiss() },
    // On nothing that is open; what is closed already needs it only where somebody still has it.
    mayClose &&
      free &&
      (open.standing === 'waiting-for-customer' || (open.standing === 'done' && now.heldByMe)) && {
        name: 'close',
        label: t('queue.close'),
        run: () => void run(() => call('POST /api/conversations/{id}/close', { params })),
      },
    failed && {
      name: 'retry',
      label: t('desk.retry'),
      run: () =>
        void run(() =>
          call('POST /api/conversations/{id}/retry', { params, body: { mentionId: failed.id } }),
        ),
    },
  ]
  return {
    // Sending has a right of its own, which `canWrite` knows.
    acts: all
      .filter((one): one is Act => Boolean(one) && (now.mayAnswer || (one as Act).name === 'send'))
      .map(blockedBy),
    refusing: {
      opened: refusing,
      close: () => setRefusing(false),
      send(why) {
        setRefusing(false)
        if (draft)
          void run(() =>
            call('POST /api/conversations/{id}/refuse', {
              params,
              body: { draftId: draft.id, hash: draft.hash, ...why },
            }),
          )
      },
    },
    endWish,
  }
}
