import { markOf, roomBefore, withMark, withoutMark } from '../core/disclosure.ts'
import type { Finding } from '../core/draft.ts'
import { Classification, type Language, languageOf } from '../core/intent.ts'
import { cleanText } from '../core/mention.ts'
import { plainSummary, type SummaryStory } from '../core/summary.ts'
import { findPlace, type ReadConversation, readConversation } from '../store/desk.ts'
import { addSpending } from '../store/spending.ts'
import { findSummary, type Summary, saveSummary } from '../store/summaries.ts'
import { type Assist, AssistFailed, type Wish } from '../writer/assist.ts'
import type { Spent, Turn } from '../writer/writer.ts'
import type { DeskTools, Refusal } from './decision.ts'
import { makeReview, spokenIn } from './review.ts'

export interface Rewritten {
  kind: 'rewritten'
  text: string
  /** What would be said about it if it were approved now. */
  findings: Finding[]
}

/** Only what is not in that language already; what is older or longer than a model can be asked is left out. */
export interface Translation {
  kind: 'translated'
  language: Language
  turns: { id: string; from: 'person' | 'brand'; text: string }[]
  draft: string | null
}

/** What helps a colleague to answer. Nothing of it is sent or stored as a draft. */
export interface Helping {
  readonly canRewrite: boolean
  /** Writes a text anew as a colleague wishes. Nothing is kept of it but what it cost. */
  rewrite(ask: { conversationId: string; text: string; wish: Wish }): Promise<Rewritten | Refusal>
  /** What was said and the draft, in the language that the colleague reads. Nothing of it is kept but what it cost. */
  translate(ask: { conversationId: string; language: Language }): Promise<Translation | Refusal>
  /** The conversation in a few lines. Null when there is no such conversation. */
  summary(ask: { conversationId: string; language: Language }): Promise<Summary | null>
}

// Nobody waits longer for a few lines while a customer waits for them.
const deadlineMs = 60_000

/** @param assist null where no model is configured. */
export function makeHelping(tools: DeskTools & { assist: Assist | null; now(): Date }): Helping {
  const { db, assist } = tools
  const review = makeReview(tools)
  // Two colleagues who open a conversation at once pay for one summary.
  const underWay = new Map<string, Promise<Summary>>()

  async function paid<T extends { spent: Spent }>(brandId: string, work: () => Promise<T>): Promise<T> {
    try {
      const made = await work()
      await addSpending(db, [{ brandId, spent: made.spent }])
      return made
    } catch (error) {
      if (error instanceof AssistFailed) await addSpending(db, [{ brandId, spent: error.spent }])
      throw error
    }
  }

  async function summarise(story: ReadConversation, language: Language, by: Assist): Promise<Summary> {
    const place = await findPlace(db, story.id)
    if (!place) return plain(story, language)
    const turns = turnsOf(story)
    const last = story.turns.findLast((one) => one.from === 'person')
    const read = last?.from === 'person' ? last.classification : null
    const made = await paid(place.brandId, () =>
      by.summarise(
        {
          ...{ turns, language, visibility: story.visibility },
          classification: read && Classification.parse(read),
          ...{ brandId: place.brandId, brandName: place.brandName },
        },
        AbortSignal.timeout(deadlineMs),
      ),
    )
    const { text, madeFrom, spent } = made
    const summary: Summary = { version: story.version, text, language, writer: 'model', at: tools.now() }
    await saveSummary(db, story.id, { ...summary, madeFrom, costMicros: spent.costMicros })
    return summary
  }

  const plain = (story: ReadConversation, language: Language): Summary => ({
    ...{ version: story.version, language, writer: 'plain', at: tools.now() },
    text: plainSummary(storyOf(story), language),
  })

  return {
    canRewrite: assist !== null,

    async rewrite({ conversationId, text, wish }) {
      const story = await find(conversationId)
      const place = story && (await findPlace(db, story.id))
      if (!story || !place) return { kind: 'not-found' }
      if (!assist) return noModel
      const { disclosure, voice } = place.policy
      const { body, mark } = withoutMark(cleanText(text), disclosure)
      if (body.trim() === '') return nothingToRewrite
      const own = tools.limitsOf(story.account.channel, story.account.id, story.visibility)
      try {
        const made = await paid(place.brandId, () =>
          assist.rewrite(
            {
              ...{ text: body, wish, voice, turns: turnsOf(story), visibility: story.visibility },
              language: spokenIn(body, story.draft?.language ?? 'ko'),
              ...{ brandId: place.brandId, brandName: place.brandName },
              limits: mark === null ? own : roomBefore(mark, own),
            },
            AbortSignal.timeout(deadlineMs),
          ),
        )
        const words = cleanText(made.text)
        const whole = mark === null ? words : withMark(words, markOf(disclosure, made.language))
        const seen = await review.preview({ conversationId, text: whole })
        if (seen.kind !== 'preview') return seen
        return { kind: 'rewritten', text: whole, findings: seen.findings }
      } catch (error) {
        if (error instanceof AssistFailed) return modelFailed(error.message)
        throw error
      }
    },

    async translate({ conversationId, language }) {
      const story = await find(conversationId)
      const place = story && (await findPlace(db, story.id))
      if (!story || !place) return { kind: 'not-found' }
      if (!assist) return noTranslator
      const wanted = foreignTo(language, story)
      const { brandId } = place
      try {
        const { texts } =
          wanted.length === 0
            ? { texts: [] }
            : await paid(brandId, () =>
                assist.translate(
                  { texts: wanted.map(({ text }) => text), language, brandId },
                  AbortSignal.timeout(deadlineMs),
                ),
              )
        const told = wanted.map(({ id, from }, at) => ({ id, from, text: texts[at] ?? '' }))
        const turns = told.flatMap(({ from, ...one }) => (from === 'draft' ? [] : [{ ...one, from }]))
        const draft = told.find(({ from }) => from === 'draft')?.text ?? null
        return { kind: 'translated', language, turns, draft }
      } catch (error) {
        if (error instanceof AssistFailed) return notTranslated(error.message)
        throw error
      }
    },

    async summary({ conversationId, language }) {
      const story = await find(conversationId)
      if (!story) return null
      if (!assist) return plain(story, language)
      const kept = await findSummary(db, story.id)
      if (kept?.version === story.version && kept.language === language) return kept
      const key = `${story.id} ${story.version} ${language}`
      const making =
        underWay.get(key) ?? summarise(story, language, assist).finally(() => underWay.delete(key))
      underWay.set(key, making)
      try {
        return await making
      } catch (error) {
        // What is stored is always at hand.
        if (error instanceof AssistFailed) return plain(story, language)
        throw error
      }
    },
  }

  async function find(id: string): Promise<ReadConversation | null> {
    return /^\d{1,18}$/.test(id) ? readConversation(db, id) : null
  }
}

// A colleague reads the newest; what is older is asked of a colleague who knows the language.
const mostTexts = 30
const mostLetters = 8_000

interface Foreign {
  id: string
  from: 'person' | 'brand' | 'draft'
  text: string
  /** Null where there is nothing to tell it by, such as a number or an emoji. */
  language: string | null
}

/** What is in another language, oldest first and the draft last, as far as one question to a model goes. */
function foreignTo(language: Language, { turns, draft }: ReadConversation): Foreign[] {
  const all = turns.map(({ id, from, text }): Foreign => ({ id, from, text, language: languageOf(text) }))
  if (draft) all.push({ id: draft.id, from: 'draft', text: draft.text, language: draft.language })
  const found: Foreign[] = []
  let letters = 0
  for (const one of all.toReversed()) {
    if (one.text.trim() === '' || one.language === language || one.language === null) continue
    letters += one.text.length
    if (found.length === mostTexts || letters > mostLetters) break
    found.push(one)
  }
  return found.toReversed()
}

function turnsOf({ turns }: ReadConversation): Turn[] {
  return turns
    .filter((one) => (one.from === 'person' ? one.stage !== 'withdrawn' : one.state === 'sent'))
    .map(({ from, text, at }) => ({ from, text, at: new Date(at) }))
}

function storyOf({ person, visibility, heldBy, turns }: ReadConversation): SummaryStory {
  return {
    ...{ person, visibility, heldBy: heldBy?.name ?? null },
    turns: turns.flatMap((one): SummaryStory['turns'][number][] => {
      const at = new Date(one.at)
      if (one.from === 'brand')
        return one.state === 'sent' ? [{ from: 'brand', text: one.text, at, by: one.approvedBy }] : []
      const classification = one.classification && Classification.parse(one.classification)
      return [{ from: 'person', text: one.text, at, stage: one.stage, classification }]
    }),
  }
}

const noModel: Refusal = {
  kind: 'forbidden',
  ko: '글을 고쳐 쓸 모델이 없어요. 관리자가 모델을 연결하면 쓸 수 있어요 (README의 "Use a model").',
  en: 'There is no model to rewrite with. An admin can connect one (README, "Use a model").',
}

const nothingToRewrite: Refusal = {
  kind: 'forbidden',
  ko: '고쳐 쓸 글이 없어요. 먼저 몇 마디 적어 주세요.',
  en: 'There is nothing to rewrite. Write a few words first.',
}

const noTranslator: Refusal = {
  kind: 'forbidden',
  ko: '번역할 모델이 없어요. 관리자가 모델을 연결하면 쓸 수 있어요 (README의 "Use a model").',
  en: 'There is no model to translate with. An admin can connect one (README, "Use a model").',
}

function notTranslated(why: string): Refusal {
  return {
    kind: 'forbidden',
    ko: `모델이 번역하지 못했어요. 잠시 뒤에 다시 해 주세요. (${why})`,
    en: `The model could not translate it. Try again in a moment. (${why})`,
  }
}

function modelFailed(why: string): Refusal {
  return {
    kind: 'forbidden',
    ko: `모델이 고쳐 쓰지 못했어요. 글은 그대로예요. (${why})`,
    en: `The model could not rewrite it; your text is as it was. (${why})`,
  }
}
