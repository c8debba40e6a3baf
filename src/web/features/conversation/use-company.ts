import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Answer, call } from '../../lib/call.ts'
import { follow } from '../../lib/live.ts'
import { useMe } from '../../lib/session.ts'
import { useTyped } from '../../lib/typed.ts'

type Company = Answer<'GET /api/conversations/{id}/presence'>

const sayMs = 5_000

export interface Around {
  /** The others who are here. */
  others: Company['present']
  /** Another colleague who has it to themselves. */
  leasedBy: { id: string; name: string } | null
  leaseMine: boolean
}

/** Says that somebody is here for as long as the conversation is open, and tells who else is. */
export function useCompany(id: string): Around {
  const me = useMe()
  const client = useQueryClient()
  const typed = useTyped(id)?.text
  const typedAt = useRef(Number.NEGATIVE_INFINITY)
  const before = useRef(typed)
  if (before.current !== typed) {
    before.current = typed
    typedAt.current = performance.now()
  }
  const { data } = useQuery({
    queryKey: ['company', id],
    queryFn: ({ signal }) => call('GET /api/conversations/{id}/presence', { params: { id } }, signal),
    meta: { quiet: true },
  })

  useEffect(() => {
    const params = { id }
    let left = false
    async function say() {
      // Nobody looks at a page that is in the background.
      if (document.hidden) return
      const doing = performance.now() - typedAt.current < sayMs ? 'typing' : 'looking'
      try {
        const company = await call('POST /api/conversations/{id}/presence', { params, body: { doing } })
        if (!left) client.setQueryData<Company>(['company', id], company)
      } catch {
        // It is said again in a moment; that the line is down is told elsewhere.
      }
    }
    follow(id)
    void say()
    const saying = setInterval(say, sayMs)
    return () => {
      left = true
      clearInterval(saying)
      follow(null)
      call('POST /api/conversations/{id}/presence', { params, body: { doing: 'gone' } }).catch(() => {})
    }
  }, [id, client])

  const lease = data?.lease ?? null
  return {
    others: (data?.present ?? []).filter((one) => one.id !== me.id),
    leasedBy: lease && lease.id !== me.id ? { id: lease.id, name: lease.name } : null,
    leaseMine: lease?.id === me.id,
  }
}
