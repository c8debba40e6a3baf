import { call, follow, Refused } from './api.js'
import { showSummary } from './beside.js'
import { conversationView, findingList, isWithPerson, situationOf } from './conversation.js'
import { askCorrection } from './correct.js'
import { showDocuments } from './documents.js'
import { ask, byId, el, redraw, toast } from './element.js'
import { explain } from './explain.js'
import { showHelp } from './help.js'
import { helpingWords } from './helping-words.js'
import { listenToKeys } from './keys.js'
import { listItem, tabBar } from './list.js'
import { newestRead } from './reading.js'
import { readingWords } from './reading-words.js'
import { askChanged, askOverrule, askRefusal, changesMore } from './reasons.js'
import { forgetRewrite } from './rewrite.js'
import { showChangePassword, showSignIn } from './sign-in.js'
import { said, switchLanguage, words } from './words.js'

const state = {
  me: null,
  tab: 'to-approve',
  counts: {},
  items: [],
  next: null,
  search: '',
  chosen: null,
  open: null,
}
/** What a colleague has typed and not sent, by conversation: nothing that happens meanwhile may take it away. */
const typed = new Map()
let unfollow = () => {}
let shown = ''
let busy = false

function start(me) {
  state.me = me
  if (me.mustChange) {
    unfollow()
    shown = ''
    byId('top').replaceChildren()
    showChangePassword(me, openDesk, signOut)
  } else if (location.hash === '#documents') {
    openDesk()
    goWhereItSays()
  } else openDesk()
}

function signInAgain() {
  unfollow()
  state.me = null
  shown = ''
  showSignIn(start)
}

function signOut() {
  return attempt(async () => {
    await call('/api/sign-out', {})
    signInAgain()
  })
}

/** Runs something that asks the server; what the server says no to is dealt with in one place. */
async function attempt(work) {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refused && error.status === 401) signInAgain()
    else if (error instanceof Refused && error.body.error === 'password-change-required')
      start({ ...state.me, mustChange: true })
    else if (error instanceof Refused)
      toast(error.status >= 500 ? words.broke(error.body.requestId) : said(error), 'bad')
    else if (error instanceof TypeError) toast(words.offline, 'bad')
    else throw error
    return null
  }
}

function openDesk() {
  byId('main').className = 'desk'
  const list = el('div', { id: 'items' })
  const search = el('input', {
    type: 'search',
    placeholder: words.search,
    ariaLabel: words.search,
    value: state.search,
    oninput: () => {
      state.search = search.value
      clearTimeout(search.waiting)
      search.waiting = setTimeout(loadList, 250)
    },
  })
  byId('main').replaceChildren(
    el('section', { id: 'list', ariaLabel: words.all }, search, list),
    el('section', { id: 'detail' }),
  )
  unfollow()
  unfollow = follow(
    (counts) => {
      state.counts = counts
      drawTop()
      void loadList()
      void loadOpen()
    },
    (linked) => byId('main').classList.toggle('unlinked', !linked),
  )
  drawTop()
  void loadList()
  choose()
}

/** Where the address leads: to the documents, or to the desk with one conversation or none. */
function goWhereItSays() {
  const atDocuments = byId('main').classList.contains('documents')
  if (location.hash === '#documents') {
    state.chosen = null
    state.open = null
    shown = ''
    if (!atDocuments) showDocuments(attempt)
  } else if (atDocuments) openDesk()
  else choose()
}

function drawTop() {
  if (!state.me) return
  const button = (textContent, onclick) =>
    el('button', { type: 'button', className: 'quiet', textContent, onclick })
  byId('top').replaceChildren(
    el('strong', { className: 'brand', textContent: words.title }),
    tabBar(state, (tab) => {
      state.tab = tab
      location.hash = ''
      drawTop()
      void loadList()
    }),
    el(
      'div',
      { className: 'row tools' },
      button(helpingWords.documents, () => {
        location.hash = 'documents'
      }),
      button('?', showHelp),
      button(words.language, switchLanguage),
      button(words.changePassword, () => showChangePassword(state.me, openDesk)),
      button(words.signOut, signOut),
    ),
  )
}

async function loadList(more = false) {
  const asked = `${state.tab} ${state.search}`
  const query = new URLSearchParams({ tab: state.tab })
  if (state.search.trim()) query.set('search', state.search.trim())
  if (more && state.next) query.set('after', state.next)
  const page = await attempt(() => call(`/api/conversations?${query}`))
  // An answer to what was asked before the last letter was typed is of no use any more.
  if (!page || asked !== `${state.tab} ${state.search}`) return
  state.items = more ? [...state.items, ...page.conversations] : page.conversations
  state.next = page.next
  drawList()
}

function drawList() {
  const node = byId('items')
  if (!node) return
  const top = node.scrollTop
  node.replaceChildren(
    ...state.items.map((item) => listItem(item, state)),
    ...(state.items.length === 0
      ? [
          el('p', {
            className: 'soft empty',
            textContent: state.search.trim() ? words.emptySearch : words.empty,
          }),
        ]
      : []),
    ...(state.next
      ? [
          el('button', {
            type: 'button',
            className: 'quiet',
            textContent: words.more,
            onclick: () => loadList(true),
          }),
        ]
      : []),
  )
  node.scrollTop = top
}

function choose() {
  const id = location.hash.slice(1)
  state.chosen = /^\d{1,18}$/.test(id) ? id : null
  state.open = null
  shown = ''
  byId('main').classList.toggle('reading', state.chosen !== null)
  drawList()
  const detail = byId('detail')
  if (!state.chosen) detail?.replaceChildren(el('p', { className: 'soft empty', textContent: words.pick }))
  else void loadOpen()
}

async function loadOpen() {
  const id = state.chosen
  if (!id) return
  const open = await attempt(() => call(`/api/conversations/${id}`))
  if (!open || state.chosen !== id) return
  state.open = open
  drawOpen()
}

function drawOpen() {
  const { open, me } = state
  const detail = byId('detail')
  if (!open || !me || !detail) return
  const now = JSON.stringify(open)
  if (now === shown) return
  const isNew = !shown.startsWith(`{"id":"${open.id}"`)
  shown = now
  const field = byId('reply')
  const cursor = field && field === document.activeElement ? [field.selectionStart, field.selectionEnd] : null
  const notice = byId('notice')?.textContent
  const view = conversationView(open, me, typed.get(open.id), acts)
  if (isNew) detail.replaceChildren(view)
  else redraw(detail, view)
  if (notice && !isNew) showNotice(notice)
  if (cursor && !isNew) {
    byId('reply')?.focus()
    byId('reply')?.setSelectionRange(...cursor)
  }
  if (isNew) detail.scrollTop = detail.scrollHeight
  if (isWithPerson(open, situationOf(open, me))) void showSummary(open)
  void preview()
}

function showNotice(text) {
  const node = byId('notice')
  if (!node) return
  node.textContent = text
  node.hidden = text === ''
}

let previewing = 0
async function preview() {
  const { open } = state
  const field = byId('reply')
  if (!open || !field) return
  previewing += 1
  const mine = previewing
  const seen = await call(`/api/conversations/${open.id}/preview`, { text: field.value }).catch(() => null)
  if (!seen || mine !== previewing || state.open?.id !== open.id) return
  const counter = byId('counter')
  counter.textContent = `${seen.counted} / ${seen.max}`
  counter.classList.toggle('over', seen.counted > seen.max)
  // What was found in the draft when it was written is shown until somebody changes it.
  const findings = open.draft && field.value === open.draft.text ? open.draft.findings : seen.findings
  byId('findings').replaceChildren(...findingList(field.value === '' ? [] : findings))
}

/** Carries a decision out, tells how it went, and goes on to the next conversation. */
async function decide(action, body, { tell = words.done, stay = false } = {}) {
  const { open } = state
  if (!open || busy) return
  busy = true
  byId('detail').classList.add('busy')
  try {
    await attempt(async () => {
      try {
        await call(`/api/conversations/${open.id}/${action}`, body)
      } catch (error) {
        const known = error instanceof Refused && (error.status === 409 || error.status === 422)
        if (!known) throw error
        if (error.body.kind === 'may-have-arrived') {
          const sure = await ask({
            title: words.mayHaveArrived,
            confirm: words.confirm,
            cancel: words.cancel,
          })
          if (sure) {
            busy = false
            await decide(action, { ...body, sure: true }, { tell, stay })
          }
          return
        }
        if (error.body.kind === 'needs-reason') {
          byId('findings')?.replaceChildren(...findingList(error.body.findings))
          askOverrule((overrule) => decide(action, { ...body, overrule }, { tell, stay }))
          return
        }
        if (error.body.findings) byId('findings')?.replaceChildren(...findingList(error.body.findings))
        showNotice(explain(error.body))
        if (error.body.kind !== 'blocked') await loadOpen()
        return
      }
      toast(tell)
      if (!stay) {
        typed.delete(open.id)
        forgetRewrite(open.id)
      }
      const next = stay ? null : (neighbour(1) ?? neighbour(-1))
      showNotice('')
      await loadList()
      const wide = matchMedia('(min-width: 900px)').matches
      if (!stay && !state.items.some(({ id }) => id === open.id)) {
        location.hash = wide && next && next !== open.id ? next : ''
      } else await loadOpen()
    })
  } finally {
    busy = false
    byId('detail')?.classList.remove('busy')
  }
}

function neighbour(step) {
  const at = state.items.findIndex(({ id }) => id === state.chosen)
  return state.items[at + step]?.id ?? null
}

const acts = {
  type(text) {
    const { open } = state
    if (open.draft?.text === text) typed.delete(open.id)
    else typed.set(open.id, text)
    const send = byId('send')
    if (open.draft) send.textContent = text === open.draft.text ? words.approve : words.approveEdited
    byId('reset').hidden = !typed.has(open.id) || !open.draft
    clearTimeout(acts.waiting)
    acts.waiting = setTimeout(preview, 300)
  },
  reset() {
    typed.delete(state.open.id)
    shown = ''
    drawOpen()
  },
  send() {
    const { draft, version } = state.open
    const text = byId('reply')?.value ?? ''
    if (!draft) return decide('send-by-hand', { version, text }, { tell: words.sentToast })
    const seen = { draftId: draft.id, hash: draft.hash }
    if (text === draft.text) return decide('approve', seen, { tell: words.sentToast })
    const edit = (because) =>
      decide('edit-and-approve', { ...seen, text, because }, { tell: words.sentToast })
    return changesMore(draft.text, text) ? askChanged(edit) : edit(null)
  },
  async refuse() {
    const { draft } = state.open
    const why = await askRefusal()
    if (why !== null) await decide('refuse', { draftId: draft.id, hash: draft.hash, ...why })
  },
  async dismiss() {
    const { version } = state.open
    const reason = await ask({
      title: words.dismiss,
      label: words.refuseWhy,
      confirm: words.dismiss,
      cancel: words.cancel,
    })
    if (reason !== null) await decide('dismiss', { version, reason })
  },
  async endWish() {
    const reason = await ask({
      title: words.endWish,
      label: words.endWishWhy,
      confirm: words.endWish,
      cancel: words.cancel,
    })
    if (reason !== null) await decide('end-wish', { reason }, { stay: true })
  },
  handOver() {
    const { heldBy } = state.open
    return decide('hand-over', heldBy ? { takeFrom: heldBy.id } : {}, { stay: true })
  },
  giveBack: () => decide('give-back', {}),
  retry: (mentionId) => decide('retry', { mentionId }),
  async correct(mentionId = newestRead(state.open)?.id) {
    const { id, turns, topics } = state.open
    const turn = turns.find((one) => one.from === 'person' && one.id === mentionId)
    const send = (correction) => call(`/api/conversations/${id}/mentions/${turn.id}/correct`, correction)
    const answer = await attempt(() => askCorrection({ turn, topics, send }))
    if (!answer) return
    toast(answer.heardAnew ? readingWords.heardAnew : readingWords.corrected)
    await loadList()
    await loadOpen()
  },
  anotherTry: () => decide('another-try', { version: state.open.version }),
}

listenToKeys(state, acts, neighbour)

addEventListener('hashchange', () => {
  if (state.me && !state.me.mustChange) goWhereItSays()
})

call('/api/me').then(start, signInAgain)
