import { call, Refused } from './api.js'
import { holds, passage } from './beside.js'
import { ask, byId, el, toast } from './element.js'
import { helpingWords } from './helping-words.js'
import { words } from './words.js'

const mostBytes = 5_000_000

/** The brand's documents: what there is, since when and until when, and what a question finds in them. */
export function showDocuments(attempt) {
  const rows = el('tbody', {})
  const empty = el('p', { className: 'soft', textContent: helpingWords.noDocuments, hidden: true })
  const found = el('ul', { id: 'found' })

  async function load() {
    const page = await attempt(() => call('/api/knowledge'))
    if (!page) return
    empty.hidden = page.documents.length > 0
    rows.replaceChildren(...page.documents.map(row))
  }

  function row(one) {
    return el(
      'tr',
      { className: one.validity },
      el(
        'td',
        {},
        el('strong', { textContent: one.title }),
        el('span', { className: 'soft small file', textContent: one.name }),
      ),
      el('td', { textContent: one.version }),
      el(
        'td',
        {},
        holds(one),
        one.validity !== 'valid' && ' ',
        one.validity !== 'valid' &&
          el('span', { className: 'chip angry', textContent: helpingWords.validity[one.validity] }),
      ),
      el('td', { className: 'number', textContent: String(one.passages) }),
      el(
        'td',
        { className: 'number' },
        el('button', {
          type: 'button',
          className: 'slim quiet',
          textContent: helpingWords.remove,
          ariaLabel: `${helpingWords.remove}: ${one.name}`,
          onclick: () => remove(one),
        }),
      ),
    )
  }

  async function remove(one) {
    const sure = await ask({
      title: helpingWords.removeSure(one.name),
      confirm: helpingWords.remove,
      cancel: words.cancel,
    })
    if (!sure) return
    if (await attempt(() => call(`/api/knowledge/${one.id}`, {}, 'DELETE'))) toast(helpingWords.removed)
    await load()
  }

  async function upload(file) {
    if (file.size > mostBytes) return toast(helpingWords.tooLarge, 'bad')
    chooser.disabled = true
    state.textContent = helpingWords.uploading
    await attempt(async () => {
      try {
        const taken = await call('/api/knowledge', {
          name: file.name,
          contentBase64: await toBase64(file),
        })
        toast(helpingWords.took[taken.kind](taken))
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 422) throw error
        toast(helpingWords.notTaken(error.message), 'bad')
      }
    })
    chooser.disabled = false
    chooser.value = ''
    state.textContent = ''
    await load()
  }

  const state = el('output', { className: 'soft small', textContent: '' })
  const chooser = el('input', {
    type: 'file',
    id: 'upload',
    accept: '.md,.markdown,.txt,.html,.htm,.csv,.pdf',
    onchange: () => chooser.files[0] && upload(chooser.files[0]),
  })
  const question = el('input', {
    type: 'search',
    id: 'question',
    maxLength: 1000,
    placeholder: helpingWords.tryQuestion,
    ariaLabel: helpingWords.tryQuestion,
  })

  async function find(event) {
    event.preventDefault()
    if (!question.value.trim()) return
    const query = new URLSearchParams({ q: question.value.trim() })
    const page = await attempt(() => call(`/api/knowledge/search?${query}`))
    if (!page) return
    found.replaceChildren(
      ...(page.passages.length > 0
        ? page.passages.map((one, at) => passage(one, `found-${at}`))
        : [el('li', { className: 'soft', textContent: helpingWords.nothingFound })]),
    )
  }

  byId('main').className = 'documents'
  byId('main').replaceChildren(
    el(
      'div',
      { className: 'row' },
      el('h2', { className: 'grow', textContent: helpingWords.documents }),
      el('a', { href: '#', className: 'to-desk', textContent: `‹ ${helpingWords.toDesk}` }),
    ),
    el('p', { className: 'soft', textContent: helpingWords.documentsLead }),
    el(
      'form',
      { className: 'row line', onsubmit: find },
      question,
      el('button', { className: 'slim', textContent: helpingWords.ask }),
    ),
    found,
    el(
      'div',
      { className: 'row' },
      el('label', { className: 'upload' }, el('span', { textContent: helpingWords.upload }), chooser),
      el('span', { className: 'soft small', textContent: helpingWords.uploadHint }),
      state,
    ),
    empty,
    el(
      'div',
      { className: 'wide' },
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el(
            'tr',
            { className: 'soft small' },
            helpingWords.columns.map((textContent) => el('th', { scope: 'col', textContent })),
            el('th', {}),
          ),
        ),
        rows,
      ),
    ),
  )
  void load()
}

async function toBase64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}
