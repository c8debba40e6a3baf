/** The id that service and client know something in a chat of our own by. @param seq its place in the chat. */
export function activityIdOf(chatId: string, seq: number): string {
  return `${chatId}|${String(seq).padStart(7, '0')}`
}
