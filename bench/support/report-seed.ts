import { sql } from 'kysely'
import type { Db } from '../../src/store/db.ts'

const said = [
  '어제 주문한 상품이 아직도 배송 준비 중이에요. 언제쯤 받을 수 있을까요? 주말 전에는 꼭 필요해서요.',
  '요금제를 바꾸려고 하는데 앱에서 메뉴를 못 찾겠어요. 어디에서 바꾸나요?',
  '벌써 세 번째 같은 문제예요. 인터넷이 저녁마다 끊겨서 일을 할 수가 없어요. 정말 답답하네요.',
  '이번 이벤트 너무 재미있었어요! 다음에도 또 해 주세요 :)',
  'My order has not arrived yet and the tracking page shows nothing. Could you have a look, please?',
]
const replied =
  '기다리게 해 드려 죄송합니다. 확인해 보니 상품이 방금 물류센터에서 출발했어요. 내일 오후까지 받아 보실 수 있어요. 늦어지면 바로 다시 말씀드릴게요.\n\nAI가 쓴 답이에요. 사람이 필요하면 “상담원”이라고 남겨 주세요.'

/**
 * Fills an empty database with messages as a busy brand has them, evenly over the days before `until`: a conversation for two messages,
 * one in twelve never drafted, one draft in five edited, one in twelve refused, the rest sent; with readings as long as real ones.
 */
export async function seedReports(
  db: Db,
  accountId: string,
  { messages, days, until }: { messages: number; days: number; until: Date },
): Promise<void> {
  const colleague = await sql<{ id: string }>`
    insert into colleagues (email, name, password_hash) values ('bench@dajeong.local', '지민', 'none') returning id`.execute(
    db,
  )
  const by = colleague.rows[0]?.id
  const heardAt = sql`(${until}::timestamptz - ${days} * interval '1 day' * (1 - i::float8 / ${messages + 1}))`
  await sql`insert into persons (account_id, native_id, handle, name)
    select ${accountId}, 'p' || i, '@p' || i, '손님 ' || i from generate_series(1, ${messages / 4}::int) i`.execute(
    db,
  )
  await sql`insert into conversations (account_id, person_id, key, visibility, heard_at)
    select ${accountId}, p.id, 'k' || i, case i % 5 when 0 then 'direct' else 'public' end,
      ${until}::timestamptz - ${days} * interval '1 day' * (1 - 2 * i::float8 / ${messages + 2})
    from generate_series(1, ${messages / 2}::int) i join persons p on p.native_id = 'p' || (1 + i % ${messages / 4}::int)
    order by i`.execute(db)
  // A message is known by its number from here on: drafts come first, as a message names its own.
  await sql`insert into drafts (conversation_id, conversation_version, text, hash, language, writer, made_from, inputs, state, created_at,
      tokens_in, tokens_out, cost_micros)
    select c.id, 1, ${replied}, 'd' || i, 'ko', case when i % 2 = 0 then 'plain' else 'model' end,
      case when i % 2 = 0 then '{"phrases":"ko","version":"5f0e8f2c6a1d","lines":["sorry","when"],"cites":[]}'::jsonb
        else jsonb_build_object('prompt', 'reply-complaint', 'parts', jsonb_build_object('reply-complaint', md5((i % 3)::text)), 'cites', '[]'::jsonb) end,
      jsonb_build_object('request', repeat((${said}::text[])[1 + i % 5], 8)),
      case when i % 12 = 1 then 'refused' when i % 5 = 0 then 'edited' else 'approved' end,
      ${heardAt} + interval '3 seconds' * (1 + i % 7), i % 2 * 900, i % 2 * 120, i % 2 * 450
    from generate_series(1, ${messages}::int) i join conversations c on c.key = 'k' || (1 + (i - 1) / 2)
    where i % 12 <> 0 order by i`.execute(db)
  await sql`insert into drafts (conversation_id, conversation_version, edited_from, author_id, text, hash, language, writer, made_from, state,
      created_at)
    select d.conversation_id, 1, d.id, ${by}, case when d.id % 3 = 0 then '사과드려요. 새 제품을 다시 보내 드릴게요.'
        else replace(d.text, '내일 오후까지', '모레까지') end,
      'e' || substr(d.hash, 2), 'ko', 'colleague', '{"cites":[]}', 'approved', d.created_at + interval '4 minutes'
    from drafts d where d.state = 'edited' order by d.id`.execute(db)
  await sql`insert into mentions (account_id, native_id, conversation_id, person_id, stage, text, visibility, summoned, bot, ref,
      classification, posted_at, heard_at, draft_id)
    select ${accountId}, 'm' || i, c.id, c.person_id,
      case when i % 12 = 0 then 'ignored' when i % 12 = 1 then 'refused' else 'sent' end,
      (${said}::text[])[1 + i % 5], c.visibility, 'mention', false, jsonb_build_object('id', 'm' || i, 'acct', 'p' || i),
      jsonb_build_object('intent', (array['complaint', 'question', 'chatter'])[1 + i % 3], 'feeling', 'disappointed', 'urgency', 'normal',
        'needsReply', true, 'toBrand', true, 'wantsPerson', false, 'spam', false, 'risks', '[]'::jsonb, 'language', 'ko', 'level', 'polite',
        'topic', (array['delivery', 'app', 'outage', 'event', 'refund'])[1 + i % 5], 'confidence', 0.87,
        'sure', '{"intent":0.87,"feeling":0.71,"urgency":0.9,"needsReply":0.97,"toBrand":0.99,"wantsPerson":0.99,"risks":0.98,"language":1,"level":0.94,"topic":0.83,"sarcasm":0.96,"spam":0.99,"abuse":0.99}'::jsonb,
        'words', '{"intent":["아직도","언제쯤"],"feeling":["아직도"],"needsReply":["받을 수 있을까요"],"topic":["배송"],"level":["이에요"]}'::jsonb,
        'by', 'local', 'why', '["아직도 → complaint","배송 → delivery"]'::jsonb),
      ${heardAt}, ${heardAt}, coalesce(e.id, d.id)
    from generate_series(1, ${messages}::int) i join conversations c on c.key = 'k' || (1 + (i - 1) / 2)
      left join drafts d on d.hash = 'd' || i left join drafts e on e.hash = 'e' || i
    order by i`.execute(db)
  await sql`insert into sends (id, account_id, conversation_id, mention_id, draft_id, approved_by, text, hash, language, state, queued_at, sent_at)
    select gen_random_uuid(), ${accountId}, m.conversation_id, m.id, m.draft_id, case when m.id % 4 = 0 then null else ${by}::bigint end,
      d.text, d.hash, 'ko', 'sent', m.heard_at + interval '1 minute' * (5 + m.id % 180), m.heard_at + interval '1 minute' * (6 + m.id % 180)
    from mentions m join drafts d on d.id = m.draft_id where m.stage = 'sent' order by m.id`.execute(db)
  await sql`insert into events (who, kind, account_id, conversation_id, detail, at)
    select 'colleague:' || ${by}::text, 'decision', ${accountId}, m.conversation_id,
      jsonb_build_object('decision', 'refused', 'draftId', m.draft_id::text), m.heard_at + interval '10 minutes'
    from mentions m where m.stage = 'refused'`.execute(db)
  await sql`insert into spending (brand_id, day, tokens_in, tokens_out, cost_micros)
    select a.brand_id, d::date, 900000, 120000, 450000
    from accounts a, generate_series(${until}::timestamptz - ${days} * interval '1 day', ${until}::timestamptz, '1 day') d where a.id = ${accountId}`.execute(
    db,
  )
  await sql`vacuum analyze`.execute(db)
}
