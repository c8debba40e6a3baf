import { call } from './api.js'
import { byId, el, toast } from './element.js'
import { said, words } from './words.js'

function field(label, props) {
  return el('label', {}, el('span', { textContent: label }), el('input', { required: true, ...props }))
}

/** A form in the middle of the page; `send` gets what was typed and throws what went wrong. */
function showForm({ title, lead, fields, confirm, later, send }) {
  const trouble = el('p', { className: 'trouble', role: 'alert' })
  const button = el('button', { className: 'main', textContent: confirm })
  const form = el(
    'form',
    {
      className: 'card narrow',
      async onsubmit(event) {
        event.preventDefault()
        button.disabled = true
        trouble.textContent = ''
        try {
          await send(Object.fromEntries(new FormData(form)))
        } catch (error) {
          trouble.textContent = error instanceof TypeError ? words.offline : said(error)
        } finally {
          button.disabled = false
        }
      },
    },
    el('h1', { textContent: title }),
    el('p', { className: 'soft', textContent: lead }),
    ...fields,
    trouble,
    el('div', { className: 'row end' }, later, button),
  )
  byId('main').className = 'middle'
  byId('main').replaceChildren(form)
  form.querySelector('input').focus()
}

export function showSignIn(onSignedIn) {
  byId('top').replaceChildren()
  showForm({
    title: words.title,
    lead: words.welcome,
    fields: [
      field(words.email, { name: 'email', type: 'email', autocomplete: 'username' }),
      field(words.password, { name: 'password', type: 'password', autocomplete: 'current-password' }),
    ],
    confirm: words.signIn,
    send: async (typed) => onSignedIn(await call('/api/sign-in', typed)),
  })
}

/** A password that was made for them lets a colleague do nothing else: they change it or leave. */
export function showChangePassword(me, onDone, onLeave) {
  showForm({
    title: words.changePassword,
    lead: me.mustChange ? words.mustChange : me.email,
    fields: [
      field(words.current, { name: 'current', type: 'password', autocomplete: 'current-password' }),
      field(words.next, { name: 'next', type: 'password', autocomplete: 'new-password', minLength: 10 }),
    ],
    confirm: words.change,
    later: el('button', {
      type: 'button',
      className: 'quiet',
      textContent: me.mustChange ? words.signOut : words.later,
      onclick: me.mustChange ? onLeave : onDone,
    }),
    send: async (typed) => {
      await call('/api/change-password', typed)
      me.mustChange = false
      toast(words.changed)
      onDone()
    },
  })
}
