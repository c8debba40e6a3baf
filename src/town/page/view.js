// Everything that people wrote reaches the page as text nodes, never as markup.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== null) element.setAttribute(name, value)
  }
  element.append(...children.filter((child) => child !== null && child !== ''))
  return element
}

export function makeAvatar(person) {
  const avatar = make(
    'span',
    { class: 'avatar', 'aria-hidden': 'true' },
    person.avatar || [...person.name][0] || '?',
  )
  avatar.style.background = person.colour
  return avatar
}

export function makePersonButton(person, isMe, choose) {
  return make(
    'button',
    {
      class: 'person',
      type: 'button',
      'aria-pressed': String(isMe),
      'data-handle': person.handle,
      onclick: choose,
    },
    makeAvatar(person),
    make(
      'span',
      { class: 'names' },
      make('span', {}, person.name),
      make('span', { class: 'muted' }, `@${person.handle}`),
    ),
  )
}

const PARTS = /(https?:\/\/[^\s<>"]+)|(@[A-Za-z0-9_]+(?:@[A-Za-z0-9.-]+)?)/g

/** Links and names stand out; the rest is plain text. */
export function makeText(text) {
  const paragraph = make('p', { class: 'text' })
  let end = 0
  for (const match of text.matchAll(PARTS)) {
    paragraph.append(text.slice(end, match.index))
    if (match[1])
      paragraph.append(
        make('a', { href: match[1], rel: 'noopener noreferrer nofollow', target: '_blank' }, match[1]),
      )
    else paragraph.append(make('span', { class: 'name' }, match[2]))
    end = match.index + match[0].length
  }
  paragraph.append(text.slice(end))
  return paragraph
}

export function makePost(status, author, { word, isOwn, isFresh, language, actions }) {
  const time = new Date(status.createdAt)
  return make(
    'article',
    { class: `post${status.brand ? ' brand' : ''}${isFresh ? ' fresh' : ''}`, 'data-id': status.id },
    makeAvatar(author),
    make(
      'div',
      { class: 'body' },
      make(
        'div',
        { class: 'by' },
        make('strong', {}, author.name),
        status.brand
          ? make('span', { class: 'tag' }, word.brandTag)
          : status.bot
            ? make('span', { class: 'tag' }, word.bot)
            : '',
        isOwn ? make('span', { class: 'tag' }, word.you) : '',
        status.visibility === 'direct' ? make('span', { class: 'tag direct' }, word.direct) : '',
        make(
          'time',
          { class: 'muted', datetime: status.createdAt },
          time.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' }),
        ),
        status.editedAt ? make('span', { class: 'muted' }, word.edited) : '',
      ),
      makeText(status.text),
      make(
        'div',
        { class: 'actions' },
        ...actions.map(({ name, label, run }) =>
          make('button', { class: 'quiet', type: 'button', 'data-action': name, onclick: run }, label),
        ),
      ),
    ),
  )
}

/** Posts as threads: the one that moved last on top, each in the order in which it was said. */
export function toThreads(statuses) {
  const byId = new Map(statuses.map((status) => [status.id, status]))
  const threads = new Map()
  for (const status of [...statuses].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    let root = status
    while (root.inReplyTo && byId.has(root.inReplyTo)) root = byId.get(root.inReplyTo)
    const thread = threads.get(root.id) ?? []
    thread.push(status)
    threads.set(root.id, thread)
  }
  return [...threads.values()].sort((a, b) => (a.at(-1).id < b.at(-1).id ? 1 : -1))
}
