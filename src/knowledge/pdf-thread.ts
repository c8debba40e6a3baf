import { parentPort, workerData } from 'node:worker_threads'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'

/** What reading a PDF came to. */
export type PdfAnswer = { kind: 'read'; pages: string[]; title: string } | { kind: 'locked' | 'broken' }

// Runs in a thread of its own (`read-pdf.ts` starts it), so that a file which was made to take all memory and time takes ours alone.
const read = async (bytes: Uint8Array): Promise<PdfAnswer> => {
  try {
    // The reader takes the memory that it is given for itself.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    const { text: pages } = await extractText(pdf, { mergePages: false })
    const { info } = await getMeta(pdf)
    return { kind: 'read', pages, title: typeof info?.Title === 'string' ? info.Title : '' }
  } catch (cause) {
    return { kind: (cause as Error)?.name === 'PasswordException' ? 'locked' : 'broken' }
  }
}

parentPort?.postMessage(await read(workerData as Uint8Array))
