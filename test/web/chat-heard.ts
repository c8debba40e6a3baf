import type { BrowserContext, CDPSession, Frame, Page } from 'playwright-core'

/** What somebody hears who cannot see the window. */
export interface Heard {
  /** What was announced by itself, in order; what cannot wait has a “!” before it. */
  announced(): Promise<string[]>
  /** What is met in the window from top to bottom: role, name and what is told with it. */
  met(): Promise<string[]>
  /** The same of the page around it. */
  around(): Promise<string[]>
  /** What is told of that which has the focus, in the page or in the window. */
  focused(): Promise<string>
}

interface AxNode {
  nodeId: string
  ignored: boolean
  childIds?: string[]
  role?: { value: string }
  name?: { value: string }
  description?: { value: string }
  value?: { value: unknown }
  properties?: { name: string; value: { value?: unknown } }[]
}

// What a live region says is what is put into it, without what is hidden from it, as its words or its names.
const recorder = `(() => {
  const heard = (window.heard = [])
  const live = '[aria-live], [role=status], [role=alert], [role=log]'
  const politeness = (one) => one.getAttribute('aria-live') ?? (one.getAttribute('role') === 'alert' ? 'assertive' : 'polite')
  const shown = (one) => one.checkVisibility({ visibilityProperty: true })
  const words = (node) => {
    if (node.nodeType === 3) return node.data
    if (node.nodeType !== 1 || node.getAttribute('aria-hidden') === 'true' || !shown(node)) return ''
    const named = node.getAttribute('aria-label') ?? node.getAttribute('alt')
    if (named !== null && node.matches('img, [role=img], button, a')) return named
    return [...node.childNodes].map(words).join(' ')
  }
  const tell = (node) => {
    const element = node.nodeType === 1 ? node : node.parentElement
    const region = element?.closest(live)
    if (!region || politeness(region) === 'off' || element.closest('[aria-hidden=true]') || !shown(region)) return
    const said = words(node).replace(/\\s+/g, ' ').trim()
    if (said) heard.push((politeness(region) === 'assertive' ? '! ' : '') + said)
  }
  new MutationObserver((changes) => {
    const added = new Set()
    for (const change of changes) {
      if (change.type === 'characterData') added.add(change.target)
      else if (change.type === 'attributes') {
        // A region that is shown with what is in it.
        if (change.oldValue !== null && !change.target.hasAttribute('hidden'))
          for (const one of [change.target, ...change.target.querySelectorAll('*')]) if (one.matches(live)) added.add(one)
      } else for (const node of change.addedNodes) if (node.isConnected) added.add(node)
    }
    // Read out is what stands there a moment later, not what passes.
    setTimeout(() => {
      for (const node of added)
        if (node.isConnected && ![...added].some((other) => other !== node && other.contains(node))) tell(node)
    })
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['hidden'], attributeOldValue: true })
})()`

/** Listens in every page that is opened from now on. */
export async function listen(context: BrowserContext): Promise<void> {
  await context.addInitScript(recorder)
}

/** What is heard of the window within a page. */
export async function openHeard(page: Page, frame: Frame): Promise<Heard> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Accessibility.enable')
  const frameId = await idOf(cdp, frame)
  const tree = async (id: string | null) => {
    const { nodes } = await cdp.send('Accessibility.getFullAXTree', id === null ? {} : { frameId: id })
    return nodes as AxNode[]
  }
  return {
    announced: () => frame.evaluate('window.heard') as Promise<string[]>,
    around: async () => readThrough(await tree(null)),
    async met() {
      return readThrough(await tree(frameId))
    },
    async focused() {
      for (const id of [frameId, null]) {
        const found = (await tree(id)).filter(
          (node) =>
            told(node, 'focused') === true &&
            node.role?.value !== 'RootWebArea' &&
            node.role?.value !== 'Iframe',
        )
        const last = found.at(-1)
        if (last) return lineOf(last)
      }
      return ''
    },
  }
}

async function idOf(cdp: CDPSession, frame: Frame): Promise<string> {
  const { frameTree } = await cdp.send('Page.getFrameTree')
  const found = frameTree.childFrames?.find(
    (one) => one.frame.url.split('#')[0] === frame.url().split('#')[0],
  )
  if (!found) throw new Error('the window has no frame of its own')
  return found.frame.id
}

const told = (node: AxNode, name: string) => node.properties?.find((one) => one.name === name)?.value.value

// What holds others and is not read out by itself.
const silent = new Set([
  'RootWebArea',
  'generic',
  'none',
  'InlineTextBox',
  'paragraph',
  'LineBreak',
  'Section',
])

function readThrough(nodes: AxNode[]): string[] {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const lines: string[] = []
  const walk = (node: AxNode) => {
    const role = node.role?.value ?? ''
    if (!node.ignored && !silent.has(role)) lines.push(lineOf(node))
    // What is within a button is its name.
    if (role === 'StaticText' || role === 'button' || role === 'link') return
    for (const id of node.childIds ?? []) {
      const child = byId.get(id)
      if (child) walk(child)
    }
  }
  const [root] = nodes
  if (root) walk(root)
  return lines
}

function lineOf(node: AxNode): string {
  const { role, name, description, value } = node
  const states = ['expanded', 'pressed', 'disabled', 'modal'].flatMap((one) => {
    const state = told(node, one)
    return state === undefined || state === false || state === 'false'
      ? []
      : [state === true || state === 'true' ? one : `${one}: ${state}`]
  })
  const parts = [
    role?.value === 'StaticText' ? null : role?.value,
    name?.value,
    value?.value,
    description?.value,
    ...states,
  ]
  return parts.filter(Boolean).join(' · ')
}
