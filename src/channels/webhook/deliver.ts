import type { KeyObject } from 'node:crypto'
import { fitsText, type TextLimits } from '../../core/limits.ts'
import { ChannelError, type ChannelTools, type Receipt, type Reply } from '../channel.ts'
import { type Call, type CallAnswer, makeCall } from '../fetch.ts'
import { signatureHeader, signBody } from './sign.ts'
import { WireReceipt } from './wire.ts'

export interface DeliveryOptions {
  secret: KeyObject
  deliverUrl: string
  limits: TextLimits
  tools: ChannelTools
}

export interface Delivery {
  /** Shows that somebody is there who accepts our signature. @throws ChannelError */
  ping(signal: AbortSignal): Promise<void>
  /** The receiver honours `idempotency-key`, so a second try of one reply does it no harm. @throws ChannelError */
  send(reply: Reply, signal: AbortSignal): Promise<Receipt>
}

/** What is wrong with an address to deliver to, in words; null when nothing is. */
export function checkAddress(address: string, allowHttp: boolean): string | null {
  const url = URL.parse(address)
  if (!url) return 'it is not a URL.'
  if (url.username !== '' || url.password !== '') return 'leave the user name and password out of the URL.'
  const here = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol === 'https:' || here || allowHttp) return null
  return 'use https; http is for this machine only, unless you set allowHttp.'
}

export function makeDelivery({ secret, deliverUrl, limits, tools }: DeliveryOptions): Delivery {
  const call: Call = makeCall({ userAgent: 'Dajeong (webhook)', judge, ...tools })

  async function post(body: object, headers: Record<string, string>, signal: AbortSignal, harmless = false) {
    const text = JSON.stringify(body)
    return call({
      method: 'POST',
      url: deliverUrl,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        [signatureHeader]: signBody(secret, text, tools.now()),
        ...headers,
      },
      body: text,
      signal,
      repeatable: harmless,
    })
  }

  return {
    async ping(signal) {
      await post({ type: 'ping', at: tools.now().toISOString() }, {}, signal, true)
    },

    async send(reply, signal) {
      const { fits, counted, max } = fitsText(reply.text, limits)
      if (!fits) {
        throw new ChannelError(
          'refused',
          `The reply has ${counted} characters and this account takes ${max}.`,
        )
      }
      const answer = await post(toBody(reply), { 'idempotency-key': reply.id }, signal)
      const read = WireReceipt.safeParse(answer.json)
      if (!read.success) {
        const text = `${new URL(deliverUrl).host} took the reply and answered something else than {"id", "url"?}; see docs/webhook.md.`
        throw new ChannelError('refused', text)
      }
      return { nativeId: read.data?.id ?? reply.id, url: read.data?.url ?? null, ref: null }
    },
  }
}

function toBody({ id, text, language, visibility, to, at }: Reply): object {
  const ref = to.ref as { thread?: string | null } | null
  return {
    type: 'reply',
    id,
    text,
    language,
    visibility,
    to: {
      id: to.nativeId,
      author: { id: to.author.nativeId, handle: to.author.handle },
      thread: ref?.thread ?? null,
    },
    at: at.toISOString(),
  }
}

/** 404 is what a wrong address answers too, so only 410 says that the thing replied to is gone. */
function judge(answer: CallAnswer, usual: ChannelError): ChannelError {
  if (answer.status !== 404) return usual
  return new ChannelError(
    'refused',
    `${usual.message} Check deliverUrl; what was deleted is answered with 410.`,
  )
}
