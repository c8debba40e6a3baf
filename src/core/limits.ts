/** How a network counts the length of a text. */
export interface TextLimits {
  /** The most that one message may count, in `unit`. */
  max: number
  unit: 'graphemes' | 'utf16' | 'bytes'
  /** What any link counts, where the network counts all links alike. */
  linkCounts?: number
  /** A second ceiling in UTF-8 bytes, where the network has one. */
  maxBytes?: number
}
