import type { BrowserContext, Page } from 'playwright-core'
import { canary } from './payloads.ts'

/** What shows that words were taken for more than words. */
export interface Detector {
  /** Everything seen since the last look. */
  look(): Promise<string[]>
}

// Looks at the page as it is: what can run, load from elsewhere or lead there, and is not ours.
const inPage = `(() => {
  const found = []
  if (window.__ran) found.push('ran')
  if (Object.prototype.dangerouslySetInnerHTML) found.push('a prototype was changed')
  if (/pwned/.test(document.title)) found.push('the title was changed')
  // As a browser reads an address: without what cannot be seen.
  const foreign = (url) => /^(?:javascript|data|vbscript|view-source):/i.test(url.replace(/[\\u0000-\\u0020]/g, '')) || /^(?:https?:)?[/\\\\]{2}canary/i.test(url.trim())
  // The editor of prompts stands in a shadow root, which a look at the document alone does not enter.
  const within = (root) => [...root.querySelectorAll('*')].flatMap((one) => (one.shadowRoot ? [one, ...within(one.shadowRoot)] : [one]))
  for (const one of within(document)) {
    const name = one.localName
    if (/^(?:iframe|frame|frameset|object|embed|portal|base|marquee|math|xmp|listing|plaintext|image|template|video|audio)$/.test(name)) found.push('an element ' + name)
    if (name === 'script' && !(one.src || '').startsWith(location.origin + '/')) found.push('a script')
    if (name === 'style' && !one.hasAttribute('data-mantine-styles')) found.push('a style')
    if (name === 'meta' && one.httpEquiv) found.push('a meta that acts')
    for (const { name: key, value } of one.attributes) {
      if (/^on/i.test(key)) found.push(name + ' ' + key)
      if (/^(?:href|src|srcset|action|formaction|data|ping|xlink:href|srcdoc)$/i.test(key) && foreign(value)) found.push(name + ' ' + key + '=' + value.slice(0, 60))
      if (key === 'style' && value.includes('canary.example')) found.push('a style that calls out')
    }
  }
  window.__ran = 0
  return [...new Set(found)]
})()`

/** Follows a page from now on: dialogs, calls to elsewhere, pages that open, what the policy forbade, and what stands in it. */
export async function follow(context: BrowserContext, page: Page, own: string): Promise<Detector> {
  const seen = new Set<string>()
  await context.exposeFunction('__forbidden', (what: string) => void seen.add(`the policy forbade ${what}`))
  await context.addInitScript(
    "addEventListener('securitypolicyviolation', (e) => window.__forbidden(e.violatedDirective + ' ' + e.blockedURI))",
  )
  page.on('dialog', (dialog) => {
    seen.add(`a dialog ${dialog.type()}`)
    void dialog.dismiss().catch(() => {})
  })
  context.on('page', (other) => {
    seen.add('another page')
    void other.close().catch(() => {})
  })
  context.on('request', (request) => {
    const url = request.url()
    if (url.startsWith(canary) || !(url.startsWith(own) || url === 'about:blank'))
      seen.add(`a call to ${url.slice(0, 60)}`)
  })
  return {
    async look() {
      const standing = (await page.evaluate(inPage)) as string[]
      const all = [...seen, ...standing]
      seen.clear()
      return all
    },
  }
}
