import { byId, el } from './element.js'
import { words } from './words.js'

/** What the keys do. */
export function showHelp() {
  const dialog = byId('dialog')
  dialog.replaceChildren(
    el('h2', { textContent: words.help }),
    el(
      'dl',
      { className: 'keys' },
      words.keys.map(([key, what]) => [
        el('dt', {}, el('kbd', { textContent: key })),
        el('dd', { textContent: what }),
      ]),
    ),
    el(
      'div',
      { className: 'row end' },
      el('button', { className: 'main', textContent: words.close, onclick: () => dialog.close() }),
    ),
  )
  dialog.showModal()
}
