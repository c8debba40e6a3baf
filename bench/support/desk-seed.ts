import { sql } from 'kysely'
import { Policy } from '../../src/core/policy.ts'
import type { Db } from '../../src/store/db.ts'
import { hashText } from '../../src/store/drafts.ts'
import { writePairs } from '../../src/store/search.ts'
import { allReadings } from './desk-readings.ts'

const words = {
  who: [
    '배송이',
    '환불이',
    '요금제가',
    '포인트가',
    '로그인이',
    '예약이',
    '상담이',
    '결제가',
    '주문이',
    '앱이',
  ],
  what: [
    '아직 안 왔어요',
    '왜 이렇게 늦나요',
    '자꾸 안 돼요',
    '두 번 됐어요',
    '사라졌어요',
    '이상해요',
    '바뀌었나요',
  ],
  more: ['확인 부탁드려요', '벌써 세 번째예요', '언제 되나요?', '너무 실망이에요', '고마워요', '빨리요'],
}
const draft = '많이 기다리셨죠. 바로 살펴보고 다시 말씀드릴게요.'
const atOnce = 10_000

/** Fills an empty, migrated database with conversations that all wait for a colleague's approval. */
export async function seedConversations(db: Db, count: number): Promise<void> {
  const policy = JSON.stringify(Policy.parse({}))
  await sql`insert into brands (name, policy) values ('벤치', ${policy}), ('두 번째 벤치', ${policy})`.execute(
    db,
  )
  await sql`
    insert into accounts (brand_id, channel, native_id, handle, name, settings_sealed, state)
    select b.id, 'webhook', 'seed-' || b.id || '-' || n, 'seed', '벤치', '', 'paused' from brands b, generate_series(1, 2) n`.execute(
    db,
  )
  const readings = JSON.stringify(allReadings())
  for (let from = 1; from <= count; from += atOnce) {
    const to = Math.min(count, from + atOnce - 1)
    await db.transaction().execute(async (trx) => {
      // Rows are made as they would be, one by one; the queue is made of them below, all at once.
      await sql`set local session_replication_role = replica`.execute(trx)
      await sql`
        insert into persons (account_id, native_id, handle, name)
        select a.id, 'p' || n, 'guest' || n, (array['김하나', '이두리', '박세나', '최네오', '정다섯'])[1 + n % 5]
        from generate_series(${from}::int, ${to}::int) n
          join (select id, row_number() over (order by id) - 1 as place, count(*) over () as all from accounts where native_id like 'seed-%') a
          on a.place = n % a.all order by n`.execute(trx)
      await sql`
        insert into conversations (account_id, person_id, key, visibility, heard_at)
        select p.account_id, p.id, p.native_id, case when p.id % 3 = 0 then 'direct' else 'public' end,
          now() - (p.id * 7919 % 300000) * interval '1 second'
        from persons p where p.native_id in (select 'p' || n from generate_series(${from}::int, ${to}::int) n)`.execute(
        trx,
      )
      await sql`
        insert into drafts (conversation_id, conversation_version, text, hash, language, writer, made_from, findings)
        select c.id, 1, ${draft}, ${hashText(draft)}, 'ko', 'plain', '{}',
          case when c.id % 20 = 0 then '[{"code": "promise", "severity": "person", "ko": "약속", "en": "promise", "span": null}]'::jsonb else '[]'::jsonb end
        from conversations c where c.key in (select 'p' || n from generate_series(${from}::int, ${to}::int) n)`.execute(
        trx,
      )
      await sql`
        insert into mentions (account_id, native_id, conversation_id, person_id, stage, text, visibility, summoned, bot, ref,
          classification, draft_id, posted_at, heard_at)
        select c.account_id, c.key || '-' || n, c.id, c.person_id, 'waiting',
          (${words.who}::text[])[1 + (c.id * 31 + n) % 10] || ' ' || (${words.what}::text[])[1 + (c.id * 17 + n) % 7] || ' '
            || (${words.more}::text[])[1 + (c.id * 13 + n) % 6] || ' 접수번호 ' || c.id
            || case when c.id % 1000 = 7 then ' 쿠폰' else '' end,
          c.visibility, 'mention', false, '{}', ${readings}::jsonb -> ((c.id * 11 + n) % ${allReadings().length})::int, d.id, c.heard_at, c.heard_at
        from conversations c join drafts d on d.conversation_id = c.id cross join generate_series(1, 2) n
        where c.key in (select 'p' || n from generate_series(${from}::int, ${to}::int) n)`.execute(trx)
    })
    await sql`select queue_refresh(c.id, true) from conversations c
      where not exists (select 1 from queue q where q.conversation_id = c.id)`.execute(db)
  }
  while ((await writePairs(db, 1_000)) > 0);
  await sql`vacuum analyze`.execute(db)
}
