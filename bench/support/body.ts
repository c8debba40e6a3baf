const words = '어제부터 인터넷이 자꾸 끊겨서 일을 못 하고 있어요. 언제쯤 고쳐지는지 알 수 있을까요? '

/** A webhook event of `bytes` bytes whose ids are made from its number. */
export function makeBody(number: number, bytes: number): Buffer {
  const event = {
    type: 'mention',
    id: `bench-${number}`,
    author: { id: `person-${number}`, name: `사람 ${number}`, handle: `person${number}` },
    text: '',
    visibility: 'public',
  }
  const room = bytes - Buffer.byteLength(JSON.stringify(event))
  let text = `${number} ${words.repeat(Math.ceil(bytes / words.length))}`
  while (Buffer.byteLength(text) > room)
    text = text.slice(0, Math.max(0, text.length - Math.ceil((Buffer.byteLength(text) - room) / 3)))
  return Buffer.from(JSON.stringify({ ...event, text }))
}
