/** The past messages and cases that are to be answered for practice. */
export interface Chosen {
  conversations: readonly string[]
  caseIds: readonly string[]
}

// The most that the server answers at once.
export const mostMessages = 20
