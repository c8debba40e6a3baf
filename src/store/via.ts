import { sql } from 'kysely'

/**
 * The Bot Framework's name of the channel by which the person `p` came to the account `a` of a chat window; null in the window
 * itself and on other accounts. The native ids of those persons begin with it, those of the window's with what they are.
 */
export const via = sql<string | null>`case when a.channel = 'webchat' and p.native_id !~ '^(guest|user):'
  then split_part(p.native_id, ':', 1) end`
