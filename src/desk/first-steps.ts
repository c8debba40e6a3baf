import type { Brands } from '../core/rights.ts'
import type { Stage } from '../core/stage.ts'
import { listBrandNames } from '../store/accounts.ts'
import type { Db } from '../store/db.ts'
import { noteEvents } from '../store/events.ts'
import {
  findLastTalk,
  findStepFacts,
  type LastTalk,
  type StepFacts,
  setBrandName,
  setStepsAway,
} from '../store/first-steps.ts'
import type { Who } from '../store/stages.ts'

/** The practice network that runs with us. */
export interface Town {
  /** Where this machine's browsers reach it. */
  url: string
  /** The brand's account there. */
  accountId: string
  /** Who of its people writes in the first steps, by handle. */
  customer: string
  /** They write to the brand. @throws when the town does not answer. */
  write(text: string): Promise<void>
}

/** Where what the town's customer wrote stands by now. */
export type Fate = 'reading' | 'draft' | 'person' | 'sending' | 'sent' | 'over'

export interface FirstSteps {
  brand: { id: string; name: string }
  /** What is done of the five; who asks has signed in. */
  done: { brand: boolean; knowledge: boolean; listening: boolean; answered: boolean }
  documents: number
  listening: number
  away: boolean
  /** Nobody has ever written to the brand. */
  untouched: boolean
  town: { url: string; talk: (LastTalk & { fate: Fate }) | null } | null
}

/** The first steps of a brand, all of them told by what is in the database. */
export interface Start {
  look(): Promise<FirstSteps>
  /** What the brand is called from now on; its own name again says that it is right. */
  name(name: string, who: Who): Promise<void>
  putAway(away: boolean, who: Who): Promise<void>
  /** Takes the documents of the sample brand in. @returns how many; 0 where the brand has or had some. */
  takeSample(who: Who): Promise<number>
  letCustomerWrite(text: string): Promise<'written' | 'no-town' | 'town-silent'>
  brands(brands: Brands): Promise<{ id: string; name: string; house: boolean }[]>
}

const fates: Record<Stage, Fate> = {
  ...{ heard: 'reading', classified: 'reading', drafted: 'reading', waiting: 'draft' },
  ...{ approved: 'sending', sending: 'sending', sent: 'sent', 'with-person': 'person', failed: 'person' },
  ...{ ignored: 'over', refused: 'over', withdrawn: 'over' },
}

export function makeStart(tools: {
  db: Db
  brandId: string
  /** Null where it does not run. */
  town: Town | null
  sample(who: Who): Promise<number>
}): Start {
  const { db, brandId, town, sample } = tools

  /** Changes the brand and writes down by whom; nothing is changed while a colleague does the same. */
  async function change(
    ask: { kind: string; who: Who; value: (facts: StepFacts) => Record<string, string | boolean> },
    work: (trx: Db) => Promise<void>,
  ): Promise<void> {
    await db.transaction().execute(async (trx) => {
      const before = await findStepFacts(trx, brandId)
      await work(trx)
      const after = await findStepFacts(trx, brandId)
      if (!before || !after) return
      const detail = { brandId, before: ask.value(before), after: ask.value(after) }
      await noteEvents(trx, [{ who: ask.who, kind: ask.kind, why: null, detail }])
    })
  }

  return {
    async look() {
      const facts = await findStepFacts(db, brandId)
      if (!facts) throw new Error(`there is no brand ${brandId}`)
      const { name, named, documents, listening, heard, answered, away } = facts
      const talk = town && (await findLastTalk(db, town))
      return {
        brand: { id: brandId, name },
        done: { brand: named, knowledge: documents > 0, listening: listening > 0, answered },
        ...{ documents, listening, away, untouched: !heard },
        town: town && { url: town.url, talk: talk && { ...talk, fate: fates[talk.stage] } },
      }
    },
    name: (name, who) =>
      change({ kind: 'brand-named', who, value: (facts) => ({ name: facts.name }) }, (trx) =>
        setBrandName(trx, brandId, name),
      ),
    putAway: (away, who) =>
      change({ kind: 'first-steps', who, value: (facts) => ({ away: facts.away }) }, (trx) =>
        setStepsAway(trx, brandId, away),
      ),
    takeSample: sample,
    async letCustomerWrite(text) {
      if (!town) return 'no-town'
      return town.write(text).then(
        () => 'written',
        () => 'town-silent',
      )
    },
    async brands(brands) {
      const names = await listBrandNames(db, brands)
      return names.map((one) => ({ ...one, house: one.id === brandId }))
    },
  }
}
