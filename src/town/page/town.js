import { make, makeAvatar, makePersonButton, makePost, toThreads } from './view.js'
import { words } from './words.js'

const COLOURS = ['#e8927c', '#e0b15e', '#8fb573', '#5fae9f', '#6c9bd1', '#8d86c9', '#c787b5', '#b08968']
const AVATARS = ['', '🌷', '🐳', '⚡', '☕', '🐈', '🌙', '🍊']
const MOST = 500

const query = new URLSearchParams(location.search)
const state = {
  language:
    query.get('lang') ??
    localStorage.getItem('language') ??
    (navigator.language.startsWith('ko') ? 'ko' : 'en'),
  me: localStorage.getItem('me'),
  brand: null,
  people: [],
  statuses: new Map(),
  /** What the composer is about: nothing, `{ kind: 'reply' | 'edit', status }`. */
  aim: null,
  colour: COLOURS[4],
  avatar: '',
  fresh: null,
}
if (!words[state.language]) state.language = 'ko'
const $ = (id) => document.getElementById(id)
const word = () => words[state.language]
const me = () => state.people.find((person) => person.handle === state.me)
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error)
  return answer
}

function say(note) {
  $('note').textContent = note
}

/** Runs what a button asked for; what goes wrong is told where it was asked. */
async function attempt(work) {
  say('')
  try {
    await work()
  } catch (error) {
    say(error instanceof TypeError ? word().failed : error.message)
  }
}

function drawWords() {
  document.documentElement.lang = state.language
  document.title = word().title
  for (const element of document.querySelectorAll('[data-word]'))
    element.textContent = word()[element.dataset.word]
  $('language').textContent = word().language
  $('language').lang = state.language === 'ko' ? 'en' : 'ko'
  $('ideas').replaceChildren(
    ...word().ideas.map((idea) => make('button', { type: 'button', onclick: () => useIdea(idea) }, idea)),
  )
}

function drawPeople() {
  const here = new Set(state.people.map((person) => person.handle))
  const suggested =
    state.people.length > 2 ? [] : word().suggested.filter((person) => !here.has(person.handle))
  $('people').replaceChildren(
    ...state.people.map((person) =>
      makePersonButton(person, person.handle === state.me, () => become(person)),
    ),
    ...suggested.map((person) => makePersonButton(person, false, () => attempt(() => makePerson(person)))),
  )
}

function drawSwatches() {
  const swatch = (label, isChosen, choose) =>
    make(
      'button',
      { type: 'button', 'aria-pressed': String(isChosen), 'aria-label': label, onclick: choose },
      '',
    )
  $('avatars').replaceChildren(
    ...AVATARS.map((avatar) => {
      const button = swatch(avatar || 'A', avatar === state.avatar, () => set({ avatar }))
      button.textContent = avatar || 'A'
      return button
    }),
  )
  $('colours').replaceChildren(
    ...COLOURS.map((colour) => {
      const button = swatch(colour, colour === state.colour, () => set({ colour }))
      button.style.background = colour
      return button
    }),
  )
}

function set(change) {
  Object.assign(state, change)
  drawSwatches()
}

function drawComposer() {
  const person = me()
  const { aim } = state
  const isDirect = visibility() === 'direct'
  $('me').replaceChildren(...(person ? [makeAvatar(person), person.name] : [word().whoAreYou]))
  $('aim').hidden = aim === null
  if (aim)
    $('aim-text').textContent =
      aim.kind === 'edit' ? word().editing : `${word().replyingTo(aim.status.name)}: ${aim.status.text}`
  const isToOther = aim?.kind === 'reply' && aim.status.author !== state.me
  $('text').placeholder = isToOther
    ? word().sayHint(aim.status.name)
    : isDirect
      ? word().dmHint(state.brand.name)
      : word().sayHint(state.brand.name)
  $('send').textContent = aim?.kind === 'edit' ? word().change : word().send
  for (const radio of document.getElementsByName('visibility')) {
    // An answer to a direct message stays direct, and an edit changes words only.
    radio.disabled = aim !== null && (aim.kind === 'edit' || aim.status.visibility === 'direct')
  }
  count()
}

function count() {
  const length = [...segmenter.segment($('text').value)].length
  $('count').textContent = length > MOST - 100 ? `${length} / ${MOST}` : ''
  $('send').disabled = length === 0 || length > MOST || !me()
}

function drawThreads() {
  const threads = toThreads([...state.statuses.values()])
  $('empty').hidden = threads.length > 0
  $('threads').replaceChildren(...threads.map(drawThread))
  state.fresh = null
}

function drawThread(thread) {
  const last = thread.at(-1)
  const isWaiting = last.author === state.me && last.mentions.includes(state.brand.handle)
  return make(
    'div',
    { class: 'thread card' },
    ...thread.map((status) => drawPost(status)),
    isWaiting ? make('p', { class: 'muted waiting' }, word().waiting) : '',
  )
}

function drawPost(status) {
  const isOwn = status.author === state.me
  const author = status.brand
    ? state.brand
    : (state.people.find((person) => person.handle === status.author) ?? {
        name: status.name,
        colour: '#999',
      })
  const actions = [{ name: 'reply', label: word().reply, run: () => aimAt('reply', status) }]
  if (isOwn) {
    actions.push({ name: 'edit', label: word().edit, run: () => aimAt('edit', status) })
    actions.push({ name: 'delete', label: word().remove, run: () => remove(status) })
  }
  return makePost(status, author, {
    word: word(),
    isOwn,
    isFresh: status.id === state.fresh,
    language: state.language,
    actions,
  })
}

function draw() {
  drawWords()
  drawPeople()
  drawSwatches()
  drawComposer()
  drawThreads()
}

function visibility() {
  return document.querySelector('[name=visibility]:checked').value
}

function aimAt(kind, status) {
  state.aim = { kind, status }
  if (kind === 'edit') $('text').value = status.text
  const wanted = status.visibility === 'direct' ? 'direct' : 'public'
  document.querySelector(`[name=visibility][value=${wanted}]`).checked = true
  drawComposer()
  $('text').focus()
}

function aimOff() {
  state.aim = null
  $('text').value = ''
  drawComposer()
}

function useIdea(idea) {
  $('text').value = idea
  count()
  $('text').focus()
  if (!me()) say(word().choose)
}

async function become(person) {
  state.me = person.handle
  localStorage.setItem('me', person.handle)
  state.aim = null
  say('')
  await load()
}

async function makePerson(wish) {
  const person = await call('POST', '/town/people', { lang: state.language, ...wish })
  state.people.push(person)
  $('new-person').open = false
  await become(person)
}

async function send() {
  const text = $('text').value.trim()
  const { aim } = state
  if (!me()) throw new Error(word().choose)
  if (aim?.kind === 'edit') keep(await call('PUT', `/town/statuses/${aim.status.id}`, { text }))
  else {
    const to = aim && aim.status.author !== state.me ? aim.status.author : state.brand.handle
    const wish = { person: state.me, text, visibility: visibility(), to, inReplyTo: aim?.status.id ?? null }
    keep(await call('POST', '/town/say', wish))
  }
  aimOff()
}

function remove(status) {
  if (!confirm(word().sure)) return
  attempt(async () => {
    await call('DELETE', `/town/statuses/${status.id}`)
    state.statuses.delete(status.id)
    drawThreads()
  })
}

function keep(status) {
  if (!state.statuses.has(status.id)) state.fresh = status.id
  state.statuses.set(status.id, status)
  drawThreads()
}

let events = null

/** Listens first and reads afterwards, so that nothing falls between the two. */
function listen() {
  events?.close()
  const as = state.me === null ? '' : `?as=${encodeURIComponent(state.me)}`
  events = new EventSource(`/town/events${as}`)
  const mine = events
  events.addEventListener('posted', async (event) => {
    const status = JSON.parse(event.data)
    const isKnown = status.brand || state.people.some((person) => person.handle === status.author)
    if (!isKnown) await loadPeople()
    keep(status)
  })
  events.addEventListener('edited', (event) => keep(JSON.parse(event.data)))
  events.addEventListener('deleted', (event) => {
    if (state.statuses.delete(JSON.parse(event.data).id)) drawThreads()
  })
  events.addEventListener('open', () => {
    $('link').hidden = true
    if (mine === events) attempt(loadStatuses)
  })
  events.addEventListener('error', () => {
    $('link').hidden = false
  })
}

async function loadPeople() {
  state.people = (await call('GET', '/town/people')).people
  drawPeople()
}

async function loadStatuses() {
  const as = state.me === null ? '' : `?as=${encodeURIComponent(state.me)}`
  const { statuses } = await call('GET', `/town/timeline${as}`)
  state.statuses = new Map(statuses.map((status) => [status.id, status]))
  drawThreads()
}

async function load() {
  const scene = await call('GET', '/town/scene')
  state.brand = scene.brand
  const desk = query.get('desk') ?? scene.deskUrl
  // The address may come from the page's own: only a web address may be a link.
  $('desk').hidden = !desk || !/^https?:\/\//.test(desk)
  if (desk) $('desk').href = desk
  await loadPeople()
  if (!me()) state.me = null
  draw()
  listen()
}

$('language').addEventListener('click', () => {
  state.language = state.language === 'ko' ? 'en' : 'ko'
  localStorage.setItem('language', state.language)
  draw()
})
$('composer').addEventListener('submit', (event) => {
  event.preventDefault()
  attempt(send)
})
$('composer').addEventListener('change', drawComposer)
$('text').addEventListener('input', count)
$('text').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) $('composer').requestSubmit()
})
$('aim-off').addEventListener('click', aimOff)
$('person-form').addEventListener('submit', (event) => {
  event.preventDefault()
  const form = new FormData(event.target)
  const handle = form.get('handle').trim()
  const wish = { name: form.get('name'), colour: state.colour, avatar: state.avatar }
  attempt(async () => {
    await makePerson(handle === '' ? wish : { ...wish, handle })
    event.target.reset()
  })
})

load().catch(() => {
  document.getElementById('link').hidden = false
  drawWords()
})
