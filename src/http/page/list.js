import { el } from './element.js'
import { ago, words } from './words.js'

export const tabs = ['to-approve', 'with-person', 'failed', 'sent', 'all']

export function tabBar(state, choose) {
  return el(
    'nav',
    { className: 'tabs', ariaLabel: words.title },
    tabs.map((tab) => {
      const count = state.counts[tab] ?? 0
      return el(
        'button',
        {
          type: 'button',
          className: tab === state.tab ? 'tab on' : 'tab',
          'aria-current': tab === state.tab ? 'page' : null,
          onclick: () => choose(tab),
        },
        words[tab],
        el('span', { className: `count ${tab}`, textContent: count >= 1000 ? '999+' : String(count) }),
      )
    }),
  )
}

function chips(item) {
  const read = item.classification
  return el(
    'span',
    { className: 'chips' },
    item.visibility === 'direct' && el('span', { className: 'chip direct', textContent: words.direct }),
    read && el('span', { className: `chip ${read.intent}`, textContent: words.intent[read.intent] }),
    read &&
      (read.feeling === 'angry' || read.feeling === 'vindictive') &&
      el('span', { className: 'chip angry', textContent: words.feeling[read.feeling] }),
    item.heldBy && el('span', { className: 'chip held', textContent: item.heldBy.name }),
  )
}

export function listItem(item, state) {
  const chosen = item.id === state.chosen
  return el(
    'a',
    { href: `#${item.id}`, className: chosen ? 'item on' : 'item', 'aria-current': chosen ? 'true' : null },
    el(
      'span',
      { className: 'row line' },
      el('strong', { className: 'name', textContent: item.person.name || item.person.handle }),
      el('span', { className: 'soft handle', textContent: item.person.handle }),
      el('time', { className: 'soft', dateTime: item.heardAt, textContent: ago(item.heardAt) }),
    ),
    el('span', { className: 'said', textContent: item.lastText }),
    item.draftText && el('span', { className: 'drafted', textContent: item.draftText }),
    chips(item),
  )
}
