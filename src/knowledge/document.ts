/** A part of a document under one heading. What is null here is as the document says. */
export interface Section {
  heading: string
  /** Paragraphs, with an empty line between two. */
  text: string
  language?: 'ko' | 'en'
  version?: string
  validFrom?: string | null
  validUntil?: string | null
}

/** A document as its file says it. Dates are days, `YYYY-MM-DD`; `validUntil` is the last day on which it holds. */
export interface ReadDocument {
  title: string
  version: string
  language: 'ko' | 'en'
  validFrom: string | null
  validUntil: string | null
  sections: Section[]
}

/** A document that cannot be taken, in one sentence: file, line where there is one, what is wrong, what to do. */
export class UnreadableDocument extends Error {
  override name = 'UnreadableDocument'
  readonly file: string
  readonly line: number | null

  constructor(file: string, line: number | null, what: string, options?: ErrorOptions) {
    super(`${file}${line === null ? '' : `, line ${line}`}: ${what}`, options)
    this.file = file
    this.line = line
  }
}

/** A document without a word in it. */
export class EmptyDocument extends UnreadableDocument {
  override name = 'EmptyDocument'
}

/** Somebody took the document's place, or took it out, after whoever wants to change it had looked. */
export class DocumentOvertaken extends Error {
  override name = 'DocumentOvertaken'
}
