import { basename, extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type ReadDocument, UnreadableDocument } from './document.ts'
import { readHead } from './head.ts'
import type { PdfAnswer } from './pdf-thread.ts'
import { sectionsOfText } from './read-text.ts'

// A file of 5 MB can unfold to gigabytes, in the middle of one call. What is read in another thread can be ended from here.
const usualLimits = { ms: 60_000, bytes: 400_000_000 }
const lookEveryMs = 20

/**
 * A PDF that has text in it. It says nothing about its validity; its title is the one in its properties, else its name.
 * @param limits.ms how long it may take. @param limits.bytes how much this process may grow meanwhile.
 * @throws UnreadableDocument
 */
export async function readPdf(
  file: string,
  bytes: Uint8Array,
  limits: { ms: number; bytes: number } = usualLimits,
): Promise<ReadDocument> {
  const answer = await inThread(bytes, limits)
  if (answer.kind !== 'read') throw new UnreadableDocument(file, null, faults[answer.kind])
  const text = answer.pages.join('\n\n')
  if (text.trim() === '')
    throw new UnreadableDocument(
      file,
      null,
      'there is no text in this PDF, only pictures of it; give the text as Markdown, or run a text recognition first.',
    )
  const head = readHead(file, [{ name: 'title', value: answer.title, line: null }], text)
  return { ...head, title: head.title || basename(file, extname(file)), sections: sectionsOfText(text) }
}

const faults = {
  locked: 'this PDF is locked with a password; save it without one.',
  broken: 'this is no PDF that can be read; open it and save it anew, or give the text as Markdown.',
  'too-much':
    'this PDF takes more time or memory than a document may; divide it into several, or give the text as Markdown.',
} as const

type Ended = PdfAnswer | { kind: 'too-much' }

function inThread(bytes: Uint8Array, limits: { ms: number; bytes: number }): Promise<Ended> {
  return new Promise((resolve) => {
    const { rss } = process.memoryUsage
    const most = rss() + limits.bytes
    const thread = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.bytes / 1e6) },
    })
    let ended = false
    const end = (answer: Ended) => {
      if (ended) return
      ended = true
      clearInterval(looking)
      clearTimeout(late)
      // Only when its memory is given back is the next one read.
      void thread.terminate().then(() => resolve(answer))
    }
    const looking = setInterval(() => {
      if (rss() > most) end({ kind: 'too-much' })
    }, lookEveryMs)
    const late = setTimeout(() => end({ kind: 'too-much' }), limits.ms)
    thread.once('message', end)
    // Beyond its share of memory the thread dies with an error; nothing else throws there.
    thread.once('error', () => end({ kind: 'too-much' }))
    thread.once('exit', () => end({ kind: 'broken' }))
  })
}
