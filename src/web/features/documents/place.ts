import { documentsPlace } from '../../lib/places.ts'

export const views = ['passages', 'versions', 'edit'] as const
export type View = (typeof views)[number]

/** Where a document is open: by the id of any of its versions, so that a link still leads to it when it was replaced. */
export function documentPlace(id: string, view: View = 'passages', version?: string): string {
  const words = new URLSearchParams({ document: id, view, ...(version ? { version } : {}) })
  return `${documentsPlace}?${words}`
}

export function viewOf(word: string | null): View {
  return views.find((one) => one === word) ?? 'passages'
}
