/** What a writer reads of one key of a model's answer. */
type Output = 'string' | 'number' | 'boolean' | 'array' | readonly string[]

interface Task {
  /** What the writer can tell a prompt; a prompt declares those of them that it uses. */
  inputs: readonly string[]
  /** What the writer reads of the answer; a prompt has to ask for exactly this. */
  outputs: Readonly<Record<string, Output>>
  /** Its front matter may name what is asked for beside the reply. */
  asks?: boolean
}

const voice = ['brandName', 'persona', 'neverSay', 'language', 'level', 'visibility'] as const
const reply: Task = {
  inputs: [
    ...voice,
    ...['intent', 'feeling', 'strategy', 'apology', 'thenAnswer', 'door', 'humour', 'promotion', 'emoji'],
    ...['exclamation', 'leastSentences', 'mostSentences', 'length', 'maxLength'],
  ],
  outputs: { reply: 'string', cites: 'array', known: 'boolean' },
  asks: true,
}

/** One prompt a task. None of these inputs is anything that a customer said. */
export const tasks = {
  classify: {
    inputs: ['brandName', 'candidates'],
    outputs: {
      intent: ['complaint', 'question', 'chatter'],
      feeling: ['calm', 'pleased', 'disappointed', 'angry', 'vindictive'],
      urgency: ['low', 'normal', 'high', 'now'],
      needsReply: 'boolean',
      wantsPerson: 'boolean',
      spam: 'boolean',
      abuse: 'boolean',
      sarcasm: 'boolean',
      risks: 'array',
      confidence: 'number',
      why: 'array',
    },
  },
  'reply-complaint': reply,
  'reply-question': reply,
  'reply-chatter': reply,
  rewrite: { inputs: [...voice, 'wish', 'maxLength'], outputs: { reply: 'string' } },
  'handover-summary': {
    inputs: ['brandName', 'language', 'visibility', 'intent', 'risks'],
    outputs: { summary: 'string', open: 'array' },
  },
  translate: { inputs: ['language'], outputs: { texts: 'array' } },
} as const satisfies Record<string, Task>

export type TaskName = keyof typeof tasks

/** The tasks that a person is answered by. */
export type ReplyTask = 'reply-complaint' | 'reply-question' | 'reply-chatter'

export const taskNames = Object.keys(tasks) as TaskName[]

/** The task that a prompt of this name is for; a name that stands for none may ask for anything. */
export function findTask(name: string): Task | null {
  return Object.hasOwn(tasks, name) ? tasks[name as TaskName] : null
}

/** Every prompt takes it in, whoever edits it: without it customers' text would be orders. */
export const neededPart = 'safety'

/** What is wrong with what a prompt asks for, as JSON Schema has it; null when the writer can read it. */
export function outputFault(
  task: Task,
  properties: Record<string, unknown>,
): { key: string; why: string } | null {
  for (const [key, wanted] of Object.entries(task.outputs)) {
    const given = properties[key] as { type?: unknown; enum?: unknown } | undefined
    if (!given) return { key, why: `the writer reads "${key}" of the answer, and it is not asked for` }
    if (typeof wanted === 'string') {
      if (given.type !== wanted) return { key, why: `"${key}" has to be ${nameOf(wanted)}` }
      continue
    }
    const odd = Array.isArray(given.enum) ? given.enum.find((one) => !wanted.includes(String(one))) : ''
    if (odd !== undefined) return { key, why: `"${key}" has to be one of ${wanted.join(', ')}` }
  }
  const stray = Object.keys(properties).find((key) => !Object.hasOwn(task.outputs, key))
  return stray === undefined ? null : { key: stray, why: `the writer does not read "${stray}" of an answer` }
}

function nameOf(type: string): string {
  return type === 'string' ? 'a text (string)' : type === 'array' ? 'a list (array)' : `a ${type}`
}
