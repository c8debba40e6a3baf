import { BaseTopic, type Topic } from '../core/topic.ts'
import { BadPrompt, type PromptSource, readAsks } from './prompt-file.ts'
import { findTask } from './prompt-tasks.ts'

/**
 * A prompt that asks for something on a topic that nobody knows never asks, and nothing would tell.
 * @param topics the brand's; what the classifier was taught is known everywhere.
 * @throws BadPrompt with the line of the first topic that there is not.
 */
export function checkAskTopics(name: string, source: PromptSource, topics: readonly Topic[]): void {
  if (!findTask(name)?.asks) return
  const known = new Set<string>([...topics.map((topic) => topic.name), ...BaseTopic.options])
  const stray = readAsks(source)
    .flatMap((ask) => ask.topics)
    .find((topic) => !known.has(topic))
  if (stray === undefined) return
  const asks = Math.max(0, source.text.search(/^asks:/m))
  const at = Math.max(asks, source.text.indexOf(stray, asks))
  const line = source.text.slice(0, at).split('\n').length
  throw new BadPrompt(
    `${source.path}:${line}: asks: no topic is called "${stray}"; there are ${[...known].join(', ')}.`,
  )
}
