/** What the chat window of one account says of itself before anybody wrote. */
export interface ChatWindow {
  /** The name in the window's head. */
  brand: string
  /** Spoken where neither the address nor the host page says otherwise. */
  lang: 'ko' | 'en'
  /** `#rrggbb`; null for the window's own. */
  color: string | null
}

/** The same, as the page gets it. */
export interface ChatConfig extends ChatWindow {
  account: string
  /** Who may frame the window, and so who may speak to it. */
  origins: string[]
  uploads: false
}

const pattern = /^https?:\/\/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/

/** Whether it is `https://shop.kr` or `http://localhost:8080`, as browsers write it: nothing that could say more within a header. */
export function isOrigin(text: string): boolean {
  return pattern.test(text)
}
