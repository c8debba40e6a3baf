import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { baseTopics, isBaseTopic, sayTopic } from './choices.ts'
import { useFault } from './faults.ts'
import { Group, WordLines } from './fields.tsx'
import { PickSome } from './pick-some.tsx'
import { usePolicy } from './use-policy.ts'

/** What is never said, what may be linked to, and what messages may be about. */
export function Words() {
  const { t } = useTranslation()
  return (
    <>
      <Group id="blocked" title={t('policy.blockedTitle')} lead={t('policy.blockedLead')}>
        <WordLines path="voice.neverSay" label={t('policy.neverSay')} hint={t('policy.neverSayHint')} />
        <WordLines path="competitors" label={t('policy.competitors')} hint={t('policy.competitorsHint')} />
        <WordLines path="linkHosts" label={t('policy.hosts')} hint={t('policy.hostsHint')} />
      </Group>
      <Topics />
    </>
  )
}

function Topics() {
  const { t } = useTranslation()
  const { draft, set } = usePolicy()
  const { topics } = draft
  const fault = useFault('topics')
  return (
    <Group id="topics" title={t('policy.topicsTitle')} lead={t('policy.topicsLead')}>
      <div className="topic topic-head soft small" aria-hidden="true">
        <span>{t('policy.topicName')}</span>
        <span>{t('policy.topicWords')}</span>
        <span>{t('policy.topicLike')}</span>
      </div>
      <ul className="topics">
        {topics.map((topic, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its name is typed in it; what it keeps besides gives way to what it is given.
          <TopicRow key={`topic ${at + 1}`} at={at} topic={topic} />
        ))}
      </ul>
      {fault && <p className="trouble small">{fault}</p>}
      <div>
        <Button
          id="add-topic"
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => set('topics', [...topics, { name: '', words: [], like: [] }])}
        >
          {t('policy.addTopic')}
        </Button>
      </div>
    </Group>
  )
}

const wordsOf = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)

function TopicRow({ at, topic }: { at: number; topic: { name: string; words: string[]; like: string[] } }) {
  const { t } = useTranslation()
  const { draft, set } = usePolicy()
  const path = `topics.${at}`
  const [typed, setTyped] = useState(topic.words.join(', '))
  const isMine = JSON.stringify(wordsOf(typed)) === JSON.stringify(topic.words)
  const name = topic.name ? sayTopic(topic.name) : t('policy.topicAt', { at: at + 1 })
  return (
    <li className="topic">
      <TopicName at={at} name={topic.name} />
      <TextInput
        name={`${path}.words`}
        aria-label={`${name}: ${t('policy.topicWords')}`}
        placeholder={t('policy.topicWordsHint')}
        error={useFault(`${path}.words`, true)}
        value={isMine ? typed : topic.words.join(', ')}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          set(`${path}.words`, wordsOf(event.currentTarget.value))
        }}
      />
      <PickSome
        label={`${name}: ${t('policy.topicLike')}`}
        any={t('policy.likeNone')}
        options={baseTopics.map((value) => ({ value, label: sayTopic(value) }))}
        chosen={topic.like}
        onPick={(like) => set(`${path}.like`, like)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('policy.removeOne', { name })}
        onClick={() => set('topics', draft.topics.toSpliced(at, 1))}
      >
        <IconTrash size={17} />
      </ActionIcon>
    </li>
  )
}

/** What a topic is called. One that came with us has a name in each language, and its own is the same in both: that stands beside it. */
function TopicName({ at, name }: { at: number; name: string }) {
  const { t } = useTranslation()
  const { set } = usePolicy()
  const path = `topics.${at}.name`
  const error = useFault(path)
  const [renaming, setRenaming] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (renaming && document.activeElement !== field.current) field.current?.select()
  }, [renaming])
  if (isBaseTopic(name) && !renaming)
    return (
      <p className="topic-name">
        <strong>{sayTopic(name)}</strong> <code className="soft small">{name}</code>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('policy.renameTopic', { name: sayTopic(name) })}
          onClick={() => setRenaming(true)}
        >
          <IconPencil size={16} />
        </ActionIcon>
      </p>
    )
  return (
    <TextInput
      ref={field}
      name={path}
      aria-label={t('policy.topicNameOf', { at: at + 1 })}
      placeholder={t('policy.topicName')}
      error={error}
      value={name}
      // Somebody who types their way past such a name goes on typing.
      onFocus={() => setRenaming(true)}
      onBlur={() => setRenaming(false)}
      onChange={(event) => set(path, event.currentTarget.value)}
    />
  )
}
