/** The places of the room: four that change the policy, what it was before, and the saved replies. */
export const changingRooms = ['rules', 'voice', 'words', 'times'] as const
export const policyRooms = [...changingRooms, 'versions', 'saved'] as const
export type PolicyRoom = (typeof policyRooms)[number]

export function isPolicyRoom(word: string | undefined): word is PolicyRoom {
  return policyRooms.some((room) => room === word)
}

/** Where a field of the policy is changed. */
export function roomOf(path: string): PolicyRoom {
  const [field = ''] = path.split('.')
  if (['competitors', 'linkHosts', 'topics'].includes(field) || path.startsWith('voice.neverSay'))
    return 'words'
  if (['voice', 'disclosure'].includes(field)) return 'voice'
  return ['serviceTimes', 'businessHours', 'assignment', 'silentDays'].includes(field) ? 'times' : 'rules'
}
