import type { Language } from '../src/core/intent.ts'
import { brandsWith, may } from '../src/core/rights.ts'
import { cameFrom } from '../src/desk/audit.ts'
import type { CardBook } from '../src/desk/card-book.ts'
import type { ChatUser, LinkedChat } from '../src/desk/staff-chats.ts'
import { toCard } from './card.ts'
import { escapeMarkdown, words } from './card-text.ts'
import { type Command, linkCodeIn, readCommand } from './commands.ts'
import { decideTyped, nextTalk } from './handover-dialog.ts'
import { ours, type Press, readPress } from './press.ts'
import { answerPress } from './review-dialog.ts'
import { type AboutOne, doPress, doSwitch, whyNot } from './staff-acts.ts'
import { askStop, tellQueue, tellReport, tryMessage } from './staff-answers.ts'
import { hashCard, toPost } from './staff-cards.ts'
import type { StaffTools } from './staff-desk.ts'
import { leaveHere, meetHere, rootOf } from './staff-places.ts'
import { staffWords } from './staff-words.ts'
import type { Bot, Post, Turn } from './turn.ts'

/** The bot's half for colleagues. */
export interface StaffDialog {
  /** Whether a turn is a colleague's, or of a place where everybody is of the house; else it is a customer's. */
  takes(turn: Turn): Promise<boolean>
  bot: Bot
}

// Here a client may say by itself who is writing, so a link would be anybody's.
const unproven: ReadonlySet<string> = new Set(['directline', 'webchat', 'test'])

type Tools = StaffTools & { book: Pick<CardBook, 'asked'> }

/** What colleagues write and press, done as them with the desk's own functions. */
export function makeStaffDialog(tools: Tools): StaffDialog {
  const { desk, chats, anybody, now, log, onDone, staffChannels } = tools

  /** Null where nobody vouches for who it is. */
  function userOf({ channel, own, conversation, from }: Turn): ChatUser | null {
    if (!anybody && (own || unproven.has(channel))) return null
    const userId = from.directoryId === null ? from.id : `directory:${from.directoryId}`
    return { channel, tenant: conversation.tenant ?? '', userId }
  }

  async function linkedOf(turn: Turn): Promise<LinkedChat | null> {
    const user = userOf(turn)
    return user && chats.find(user)
  }

  async function say(turn: Turn, posts: readonly Post[]): Promise<void> {
    for (const [place, post] of posts.entries())
      await turn.say({ id: `${turn.incoming.id}-${place}`, markdown: true, ...post })
  }

  async function linkBy(turn: Turn, code: string): Promise<void> {
    const language = languageOf(turn)
    const told = staffWords[language].say
    const user = userOf(turn)
    if (!user) return say(turn, [{ text: told.notHere }])
    if (turn.conversation.group) {
      await chats.burn(user, code)
      return say(turn, [{ text: told.linkPrivately }])
    }
    const { from, reference } = turn
    const answer = await chats.link({ ...user, code, name: from.name.slice(0, 200), language, reference })
    switch (answer.kind) {
      case 'linked':
        onDone()
        return say(turn, [{ text: told.linked(escapeMarkdown(answer.colleague.name)) }])
      case 'linked-already':
        return say(turn, [{ text: told.linkedAlready(escapeMarkdown(answer.colleague.name)) }])
      case 'wrong':
        return say(turn, [{ text: told.wrongCode }])
      case 'too-many':
        return say(turn, [{ text: told.tooMany(Math.ceil(answer.waitMs / 60_000)) }])
      default:
        return answer satisfies never
    }
  }

  /** The card of a conversation's newest message; it lives from then on like every other. */
  async function showCard(turn: Turn, linked: LinkedChat, conversationId: string): Promise<void> {
    const { language } = linked
    const { say: told } = staffWords[language]
    if (turn.conversation.group) return say(turn, [{ text: told.privately }])
    const story = await tools.stories.read({ conversationId, language })
    if (!story) return say(turn, [{ text: told.noSuch }])
    const post = toPost(story, { ...tools, language, now: now() })
    const activityId = await turn.say({ id: `${turn.incoming.id}-card`, ...post })
    const { mentionId, version } = story
    if (activityId !== null)
      await tools.book.asked({
        ...{ chatId: linked.id, conversationId, mentionId, activityId, shown: hashCard(post), version },
      })
    await chats.setTalk(linked.id, { conversationId, version })
  }

  async function press(turn: Turn, linked: LinkedChat, asked: Press): Promise<void> {
    const why = await whyNot(desk, linked, asked)
    if (why !== null) return say(turn, [{ text: why }])
    if (asked.do === 'stop' || asked.do === 'resume') {
      const text = await doSwitch(desk, linked, asked)
      onDone()
      return say(turn, [{ text }])
    }
    return pressOne(turn, linked, asked)
  }

  async function pressOne(turn: Turn, linked: LinkedChat, asked: AboutOne): Promise<void> {
    const { language } = linked
    const card = await cardOf(turn, linked)
    const outcome = await doPress(desk, linked, asked)
    if (outcome.kind === 'shown') return showCard(turn, linked, asked.conversation)
    onDone()
    const onCard = card !== null
    const reply = answerPress(asked, outcome, { language, now: now(), onCard })
    // A question that we asked on a card of its own is answered; a card of a conversation tells by itself.
    if (!onCard && turn.incoming.kind === 'press' && reply.redraw && turn.incoming.replyTo !== null) {
      const [first] = reply.posts
      const done = first?.card ?? toCard([words(first?.text ?? '✓')], [])
      const changed = await turn.change(turn.incoming.replyTo, { text: first?.text ?? '✓', card: done }).then(
        () => true,
        () => false,
      )
      await say(turn, changed ? reply.posts.slice(1) : reply.posts)
    } else await say(turn, reply.posts)
    const newest = asked.do === 'reply' && outcome.kind === 'overtaken'
    if (newest && !turn.conversation.group) return showCard(turn, linked, asked.conversation)
    const story = await tools.stories.read({ conversationId: asked.conversation, language })
    const talk = nextTalk(linked.talk, asked, newest ? { kind: 'not-found' } : outcome, story)
    if (talk !== linked.talk) await chats.setTalk(linked.id, talk)
  }

  /** The card of a conversation that was pressed, or that a message is a reply to. */
  async function cardOf({ incoming, channel, conversation }: Turn, linked: LinkedChat) {
    // A thread of Teams is named by the message that it began with.
    const [, thread = null] = /;messageid=(\d+)$/.exec(conversation.id) ?? []
    const activityId = incoming.replyTo ?? thread
    if (activityId === null) return null
    return tools.cardAt({
      ...{ activityId, channel, tenant: conversation.tenant ?? '' },
      ...{ conversation: rootOf(conversation.id), chatId: linked.id },
    })
  }

  async function typed(turn: Turn, linked: LinkedChat, command: Command): Promise<void> {
    const { say: told } = staffWords[linked.language]
    const card = await cardOf(turn, linked)
    const story =
      card && (await tools.stories.read({ conversationId: card.conversationId, language: linked.language }))
    const answered = card && { ...card, withPerson: story?.state.kind === 'with-person' }
    const talk = turn.conversation.group ? null : linked.talk
    const found = decideTyped(command, { talk, answered })
    switch (found.kind) {
      case 'press':
        return press(turn, linked, found.press)
      case 'no-talk':
        return say(turn, [{ text: told.noTalk }])
      case 'reply-what':
        return say(turn, [{ text: told.replyWhat }])
      case 'not-handed-over':
        return say(turn, [{ text: told.notHandedOver }])
      case 'not-mine':
        return say(turn, [{ text: told.unknown }])
      default:
        return found satisfies never
    }
  }

  async function next(turn: Turn, linked: LinkedChat): Promise<void> {
    const brands = brandsWith(linked.memberships, 'answer')
    const { say: told, right } = staffWords[linked.language]
    if (brands !== 'every' && brands.length === 0) return say(turn, [{ text: told.noRight(right.answer) }])
    const given = await desk.assigning.takeNext(linked.colleague, brands)
    if (given.kind !== 'assigned') return say(turn, [{ text: told.nothing }])
    onDone()
    return showCard(turn, linked, given.conversationId)
  }

  async function command(turn: Turn, linked: LinkedChat): Promise<void> {
    const asked = readCommand(turn.incoming.text)
    const { language, memberships } = linked
    const { say: told, right } = staffWords[language]
    const has = (wanted: 'read' | 'tune' | 'connect') => may(memberships, wanted, desk.rights.houseBrand)
    const { group } = turn.conversation
    // What has words of customers in it is for one pair of eyes.
    if (group && ['queue', 'next', 'report', 'try', 'unlink'].includes(asked.kind))
      return say(turn, [{ text: told.privately }])
    switch (asked.kind) {
      case 'queue':
        return say(turn, [await tellQueue(desk, linked)])
      case 'next':
        return next(turn, linked)
      case 'report':
        if (!has('read')) return say(turn, [{ text: told.noRight(right.read) }])
        return say(turn, [{ text: await tellReport(desk, linked, now()) }])
      case 'stop': {
        const why = await whyNot(desk, linked, { do: 'stop', why: null })
        return say(turn, [why === null ? askStop(linked) : { text: why }])
      }
      case 'resume':
        return press(turn, linked, { do: 'resume' })
      case 'try':
        if (!has('tune')) return say(turn, [{ text: told.noRight(right.tune) }])
        await turn.typing()
        return say(turn, [await tryMessage(desk, linked, { id: turn.incoming.id, text: asked.text })])
      case 'here':
      case 'not-here': {
        if (!has('connect')) return say(turn, [{ text: told.noRight(right.connect) }])
        const text = await (asked.kind === 'here' ? meetHere : leaveHere)(tools.places, linked, turn, now())
        return say(turn, [{ text }])
      }
      case 'unlink':
        await chats.unlink(linked.colleague, linked.id)
        onDone()
        return say(turn, [{ text: told.unlinked }])
      case 'help':
      case 'nothing':
        return say(turn, [{ text: told.help }])
      case 'link':
        return linkBy(turn, asked.code)
      case 'take':
        if (!linked.talk && !turn.conversation.group) return next(turn, linked)
        return typed(turn, linked, asked)
      case 'reply':
      case 'give-back':
      case 'unknown':
        return typed(turn, linked, asked)
      default:
        return asked satisfies never
    }
  }

  async function answer(turn: Turn): Promise<void> {
    const { incoming, conversation } = turn
    const code = linkCodeIn(incoming.text)
    if (code !== null) return linkBy(turn, code)
    const linked = await linkedOf(turn)
    const isSaid = incoming.kind === 'message' || incoming.kind === 'press'
    if (!linked) {
      const greets = incoming.kind === 'joined' && !conversation.group
      if (isSaid || greets) await say(turn, [{ text: staffWords[languageOf(turn)].say.link }])
      return
    }
    if (!isSaid) return
    if (!conversation.group) await chats.setReference(linked.id, turn.reference)
    const { say: told } = staffWords[linked.language]
    const pressed = readPress(incoming.value)
    switch (pressed.kind) {
      case 'press':
        return press(turn, linked, pressed.press)
      case 'wrong-words':
        return say(turn, [{ text: told.wrongWords[pressed.field] }])
      case 'forged':
        return say(turn, [{ text: told.forged }])
      case 'none':
        if (incoming.kind === 'press' && incoming.text === '') return say(turn, [{ text: told.forged }])
        return command(turn, linked)
      default:
        return pressed satisfies never
    }
  }

  return {
    async takes(turn) {
      if (linkCodeIn(turn.incoming.text) !== null) return true
      if (turn.own && !anybody) return false
      if (staffChannels.includes(turn.channel)) return true
      const { value } = turn.incoming
      if (typeof value === 'object' && value !== null && !Array.isArray(value) && value.by === ours)
        return true
      return (await linkedOf(turn)) !== null
    },

    bot: (turn) =>
      cameFrom({ address: `chat:${turn.channel}`, userAgent: null }, async () => {
        try {
          await answer(turn)
        } catch (error) {
          log.error('a colleague could not be answered in a chat', { channel: turn.channel, error })
          await say(turn, [{ text: staffWords[languageOf(turn)].say.broke }])
        }
      }),
  }
}

function languageOf({ incoming }: Turn): Language {
  if (/\p{Script=Hangul}/u.test(incoming.text)) return 'ko'
  return incoming.locale === null || incoming.locale.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}
