import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer, call } from '../../lib/call.ts'
import { toast } from '../../lib/tell.ts'
import { Form } from '../../ui/form.tsx'

type Level = Answer<'GET /api/policy'>['policy']['voice']['level']
const levels = ['haeyo', 'hapsyo', 'as-person'] as const satisfies readonly Level[]

/** What the brand is called and how it speaks. */
export function BrandStep({ name }: { name: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['policy'],
    queryFn: ({ signal }) => call('GET /api/policy', {}, signal),
  })
  if (!data) return <p className="soft">{t('desk.loading')}</p>
  const { voice } = data.policy
  return (
    <>
      <p>{t('start.brand.text')}</p>
      <Form
        className="typed-fields brand-step"
        confirm={t('start.brand.save')}
        send={async (typed) => {
          const level = levels.find((one) => one === typed.level) ?? voice.level
          const said = { level, emoji: typed.emoji === 'on', persona: (typed.persona ?? '').trim() }
          const isOther =
            said.level !== voice.level || said.emoji !== voice.emoji || said.persona !== voice.persona
          if (isOther) {
            const body = { policy: { voice: said }, reason: t('start.brand.reason') }
            await call('PUT /api/policy', { body })
          }
          await call('PUT /api/brand', { body: { name: typed.brand ?? '' } })
          toast(t('start.brand.saved'))
          for (const key of ['first-steps', 'policy', 'brands', 'accounts'])
            await client.invalidateQueries({ queryKey: [key] })
        }}
      >
        <TextInput
          withAsterisk={false}
          name="brand"
          label={t('start.brand.name')}
          defaultValue={name}
          maxLength={80}
          autoComplete="off"
          required
        />
        <NativeSelect
          name="level"
          label={t('start.brand.level')}
          defaultValue={voice.level}
          data={levels.map((level) => ({ value: level, label: t(`start.brand.levels.${level}`) }))}
        />
        <Checkbox name="emoji" label={t('start.brand.emoji')} defaultChecked={voice.emoji} />
        <Textarea
          name="persona"
          label={t('start.brand.persona')}
          description={t('start.brand.personaHint')}
          defaultValue={voice.persona}
          maxLength={600}
          autosize
          minRows={2}
        />
      </Form>
    </>
  )
}
