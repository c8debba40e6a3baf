/** Why the page at an address is not taken as a document. */
export const pageFaults = [
  /** What was given cannot be read as an address. */
  'no-address',
  /** It begins with something else than https:// or http://. */
  'not-web',
  'with-password',
  'too-long',
  'port',
  /** It, or where it sends on to, is not on the open internet. */
  'not-public',
  'unknown-host',
  'too-slow',
  'unreachable',
  'not-found',
  /** Only who is signed in there may read it. */
  'not-open',
  /** Its server answered with another status than 200. */
  'status',
  'redirects',
  'kind',
  'compressed',
  'too-large',
  'letters',
  'not-as-said',
  'empty',
  /** It says something else than when it was tried. */
  'changed',
] as const
export type PageFault = (typeof pageFaults)[number]
