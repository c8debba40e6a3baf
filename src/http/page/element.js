/**
 * Makes an element. Text goes in as text and never as markup, so nothing that a customer writes can become part of the page.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else if (name in node && name !== 'list') node[name] = value
    else node.setAttribute(name, value === true ? '' : value)
  }
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  )
  return node
}

export function byId(id) {
  return document.getElementById(id)
}

/** Puts new content in; what was in focus and which details were open stays so, as far as it is still there. */
export function redraw(node, ...children) {
  const focused = node.contains(document.activeElement) ? document.activeElement.id : ''
  const opened = [...node.querySelectorAll('details[open]')].map(({ id }) => id)
  node.replaceChildren(...children)
  for (const id of opened) if (byId(id)) byId(id).open = true
  if (focused) byId(focused)?.focus({ preventScroll: true })
}

let fading = 0
export function toast(text, kind = 'good') {
  const node = byId('toast')
  node.textContent = text
  node.className = `shown ${kind}`
  clearTimeout(fading)
  fading = setTimeout(() => {
    node.className = ''
  }, 5_000)
}

/** Asks in a dialog. Resolves with what was typed, or true, or null when cancelled. */
export function ask({ title, label, confirm, cancel }) {
  const dialog = byId('dialog')
  return new Promise((resolve) => {
    const field = label
      ? el('textarea', { rows: 3, maxLength: 1000, ariaLabel: label, placeholder: label })
      : null
    const finish = (answer) => {
      dialog.close()
      resolve(answer)
    }
    const form = el(
      'form',
      {
        onsubmit(event) {
          event.preventDefault()
          finish(field ? field.value : true)
        },
      },
      el('h2', { textContent: title }),
      field,
      el(
        'div',
        { className: 'row end' },
        el('button', {
          type: 'button',
          className: 'quiet',
          textContent: cancel,
          onclick: () => finish(null),
        }),
        el('button', { className: 'main', textContent: confirm }),
      ),
    )
    dialog.replaceChildren(form)
    dialog.oncancel = () => resolve(null)
    dialog.showModal()
  })
}
