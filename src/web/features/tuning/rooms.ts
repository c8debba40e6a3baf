import { policyPlace, tuningPlace } from '../../lib/places.ts'

/** What the list at the side leads to, in its order. A room of another feature is one line more. */
export const rooms = [
  { name: 'prompts', place: `${tuningPlace}/prompts`, word: 'tuning.rooms.prompts' },
  { name: 'phrases', place: `${tuningPlace}/phrases`, word: 'tuning.rooms.phrases' },
  { name: 'cases', place: `${tuningPlace}/cases`, word: 'tuning.rooms.cases' },
  { name: 'lessons', place: `${tuningPlace}/lessons`, word: 'tuning.rooms.lessons' },
  { name: 'policy', place: `${policyPlace}/rules`, word: 'desk.policy' },
] as const

/** Where one prompt, or the phrases of a language, are tuned. */
export function promptPlace(name: string, view?: string): string {
  const place = name.startsWith('plain/')
    ? `${tuningPlace}/phrases/${name.slice('plain/'.length)}`
    : `${tuningPlace}/prompts/${name}`
  return view ? `${place}/${view}` : place
}

export function casePlace(id: string): string {
  return `${tuningPlace}/cases/${id}`
}
