import { byId } from './element.js'
import { showHelp } from './help.js'

/** What can be done without a mouse. `neighbour` names the conversation so many steps away. */
export function listenToKeys(state, acts, neighbour) {
  document.addEventListener('keydown', (event) => {
    if (!state.me || state.me.mustChange || byId('dialog').open) return
    const inField = event.target instanceof Element && event.target.matches('input, textarea')
    if (inField) {
      if (event.key === 'Escape') event.target.blur()
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.id === 'reply')
        acts.send()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const steps = { j: 1, k: -1 }
    if (event.key in steps) {
      const id = state.chosen ? neighbour(steps[event.key]) : state.items[0]?.id
      if (id) location.hash = id
    } else if (event.key === '?') showHelp()
    else if (state.open) {
      // Only what has a button here and now may be done by its key.
      const { draft } = state.open
      if (event.key === 'a' && draft && byId('send')) acts.send()
      else if (event.key === 'e') byId('reply')?.focus()
      else if (event.key === 'r' && draft && byId('send')) acts.refuse()
      else if (event.key === 'h' && state.open.heldBy?.id !== state.me.id) acts.handOver()
      else if (event.key === 'c' && byId('correct')) void acts.correct()
      else return
    } else return
    event.preventDefault()
  })
}
