import { call, Refused } from './api.js'
import { ask, byId, el, toast } from './element.js'
import { explain } from './explain.js'
import { helpingWords } from './helping-words.js'
import { words } from './words.js'

/** What stood there before it was rewritten, by conversation. */
const before = new Map()

const hangul = /[가-힣]/

/** Buttons that let the model write the text anew; what comes back is an edit, and can be undone. `put` puts a text in. */
export function rewriteRow(open, text, put) {
  const other = hangul.test(text) ? 'in-english' : 'in-korean'
  const button = (textContent, onclick) =>
    el('button', { type: 'button', className: 'slim', textContent, onclick })
  const wish = (name) => button(helpingWords.wishes[name], () => rewrite(open, name, put))
  return el(
    'div',
    { id: 'rewrite', className: 'row rewrite small' },
    el('span', { className: 'soft', textContent: helpingWords.rewrite }),
    ['shorter', 'warmer', 'more-formal', other].map(wish),
    button(helpingWords.ownWish, async () => {
      const said = await ask({
        title: helpingWords.ownWishAsk,
        label: helpingWords.ownWishAsk,
        confirm: helpingWords.rewrite,
        cancel: words.cancel,
      })
      if (said?.trim()) await rewrite(open, { words: said.trim().slice(0, 200) }, put)
    }),
    el('output', { id: 'rewriting', className: 'soft' }),
    el('button', {
      type: 'button',
      id: 'undo',
      className: 'slim',
      hidden: !before.has(open.id),
      textContent: helpingWords.undo,
      onclick() {
        put(before.get(open.id))
        forgetRewrite(open.id)
        byId('undo').hidden = true
      },
    }),
  )
}

export function forgetRewrite(id) {
  before.delete(id)
}

async function rewrite(open, wish, put) {
  const field = byId('reply')
  const text = field?.value ?? ''
  const row = byId('rewrite')
  if (!row || row.classList.contains('busy')) return
  row.classList.add('busy')
  byId('rewriting').textContent = helpingWords.rewriting
  try {
    const made = await call(`/api/conversations/${open.id}/rewrite`, { text, wish })
    // Somebody who types, or reads another conversation by now, keeps what they have.
    if (byId('reply')?.value !== text || location.hash.slice(1) !== open.id) {
      toast(helpingWords.typedMeanwhile, 'bad')
      return
    }
    before.set(open.id, text)
    put(made.text)
    if (byId('undo')) byId('undo').hidden = false
    toast(helpingWords.rewritten)
  } catch (error) {
    if (error instanceof Refused)
      toast(error.body.kind ? explain(error.body) : words.broke(error.body.requestId), 'bad')
    else if (error instanceof TypeError) toast(words.offline, 'bad')
    else throw error
  } finally {
    byId('rewrite')?.classList.remove('busy')
    if (byId('rewriting')) byId('rewriting').textContent = ''
  }
}
