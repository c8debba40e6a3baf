import { Classification, Feeling, Intent, Urgency } from '../../src/core/intent.ts'

/** Readings of every urgency, feeling and intent. */
export function allReadings(): Classification[] {
  return Urgency.options.flatMap((urgency) =>
    Feeling.options.flatMap((feeling) =>
      Intent.options.map((intent) =>
        Classification.parse({
          ...{ urgency, feeling, intent, needsReply: true, wantsPerson: false, spam: false, risks: [] },
          ...{ language: 'ko', confidence: 0.9, by: 'local', why: [] },
        }),
      ),
    ),
  )
}
