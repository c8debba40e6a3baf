/**
 * Keeps the queue. Triggers, because a conversation changes in many places and each of them, those to come included, would have to
 * remember the queue; what is forgotten there shows as a row that nobody answers. They run at the end of a transaction: a row is
 * then written once however many steps were made, from what all of them left, and its lock is never held while somebody waits for
 * another one. It is locked before it is made anew, so the last of two who commit at once has seen what the first did.
 */
export const queueTriggers = `
create function queue_refresh(which bigint, said boolean) returns void language plpgsql as $$
begin
  perform 1 from queue where conversation_id = which for update;
  insert into queue as q (conversation_id, account_id, brand_id, visibility, to_approve, with_person, failed, sent, open,
    held_by, last_id, heard_at, opened_at, due_at, promised, urgency, feeling, intent, language, findings, waits_until, unsearched, arrived)
  select c.id, c.account_id, a.brand_id, c.visibility, m.waiting, c.held_by is not null or m.with_person, m.failed,
    s.sent_at is not null, m.opened_at is not null, c.held_by, m.last_id, m.heard_at, m.opened_at,
    case when m.opened_at is null then 'infinity' else service_due(b.policy, m.opened_at, k.urgency, p.minutes) end,
    case when m.opened_at is not null then p.minutes end, k.urgency, k.feeling,
    coalesce((array['chatter', 'question', 'complaint'])[m.intent], l.classification->>'intent'),
    l.classification->>'language',
    coalesce((select array_agg(distinct f->>'code') from drafts d, jsonb_array_elements(d.findings) f
      where d.conversation_id = c.id and d.state = 'current'), '{}'),
    case when m.opened_at is null and l.stage = 'sent'
      then s.sent_at + make_interval(days => coalesce((b.policy->>'silentDays')::int, 7)) end,
    said, m.waiting or m.failed or (m.with_person and c.held_by is null)
  from conversations c join accounts a on a.id = c.account_id join brands b on b.id = a.brand_id
    cross join lateral (
      select coalesce(bool_or(stage = 'waiting'), false) as waiting, coalesce(bool_or(stage = 'with-person'), false) as with_person,
        coalesce(bool_or(stage = 'failed'), false) as failed, max(id) as last_id, max(id) filter (where stage <> 'withdrawn') as said_id, max(heard_at) as heard_at,
        min(heard_at) filter (where owed) as opened_at,
        max(array_position(array['low', 'normal', 'high', 'now'], classification->>'urgency')) filter (where owed) as urgency,
        max(array_position(array['pleased', 'calm', 'disappointed', 'angry', 'vindictive'], classification->>'feeling'))
          filter (where owed) as feeling,
        max(array_position(array['chatter', 'question', 'complaint'], classification->>'intent')) filter (where owed) as intent
      from (select *, stage not in ('sent', 'ignored', 'refused', 'withdrawn') as owed from mentions
        where conversation_id = c.id) each
    ) m
    -- By its id and not as the last of many: a plan from a day with few mentions would look for that from the newest of all.
    left join mentions l on l.id = m.said_id
    cross join lateral (select max(sent_at) as sent_at from sends where conversation_id = c.id and state = 'sent') s
    cross join lateral (
      select coalesce((array['low', 'normal', 'high', 'now'])[m.urgency], l.classification->>'urgency', 'normal') as urgency,
        coalesce((array['pleased', 'calm', 'disappointed', 'angry', 'vindictive'])[m.feeling],
          l.classification->>'feeling', 'calm') as feeling
    ) k
    cross join lateral (select service_minutes(b.policy, k.urgency, k.feeling, c.visibility) as minutes) p
  where c.id = which and m.last_id is not null
  on conflict (conversation_id) do update set
    (to_approve, with_person, failed, sent, open, held_by, last_id, heard_at, opened_at, due_at, promised, urgency, feeling,
      intent, language, findings, waits_until, closed_after, unsearched, arrived) =
    (excluded.to_approve, excluded.with_person, excluded.failed, excluded.sent, excluded.open, excluded.held_by,
      excluded.last_id, excluded.heard_at, excluded.opened_at, excluded.due_at, excluded.promised, excluded.urgency,
      excluded.feeling, excluded.intent, excluded.language, excluded.findings,
      case when queue_is_closed(q.closed_after, excluded.last_id, excluded.open) then null else excluded.waits_until end,
      case when queue_is_closed(q.closed_after, excluded.last_id, excluded.open) then q.closed_after end,
      q.unsearched or excluded.unsearched,
      excluded.arrived and q.assignee_id is null
        and (q.arrived or not (q.to_approve or q.failed or (q.with_person and q.held_by is null))));
end $$;

create function queue_is_closed(closed_after bigint, last_id bigint, open boolean) returns boolean
language sql immutable as $$
  select coalesce(closed_after >= last_id and not open, false)
$$;

-- Of all that one transaction did to a conversation, the first to come here makes its row anew and the others find it made.
create function queue_follow() returns trigger language plpgsql as $$
declare
  which bigint;
  said boolean := false;
  made text := coalesce(current_setting('dajeong.queued', true), '');
begin
  if tg_table_name = 'conversations' then
    which := new.id;
  elsif tg_op = 'DELETE' then
    which := old.conversation_id;
    said := true;
  else
    which := new.conversation_id;
    said := tg_op = 'INSERT' and tg_table_name in ('mentions', 'sends');
    if tg_op = 'UPDATE' and tg_table_name = 'mentions' then
      said := new.text is distinct from old.text;
    end if;
  end if;
  if position('s' || which || ',' in made) > 0 or (not said and position('r' || which || ',' in made) > 0) then
    return null;
  end if;
  -- A list of everything would cost more to look through than a row costs to make twice.
  if length(made) > 4000 then made := ''; end if;
  perform set_config('dajeong.queued', made || case when said then 's' else 'r' end || which || ',', true);
  perform queue_refresh(which, said);
  return null;
end $$;

create constraint trigger queue_of_new_mentions after insert or delete on mentions
  deferrable initially deferred for each row execute function queue_follow();
create constraint trigger queue_of_mentions after update of stage, classification, text on mentions
  deferrable initially deferred for each row
  when ((old.stage, old.text) is distinct from (new.stage, new.text) or old.classification is distinct from new.classification)
  execute function queue_follow();
create constraint trigger queue_of_new_drafts after insert on drafts
  deferrable initially deferred for each row execute function queue_follow();
create constraint trigger queue_of_drafts after update of state, findings on drafts
  deferrable initially deferred for each row
  when (old.state is distinct from new.state or old.findings is distinct from new.findings) execute function queue_follow();
create constraint trigger queue_of_new_sends after insert on sends
  deferrable initially deferred for each row execute function queue_follow();
create constraint trigger queue_of_sends after update of state, sent_at on sends
  deferrable initially deferred for each row
  when (old.state is distinct from new.state or old.sent_at is distinct from new.sent_at) execute function queue_follow();
create constraint trigger queue_of_conversations after update of held_by on conversations
  deferrable initially deferred for each row when (old.held_by is distinct from new.held_by) execute function queue_follow();

create function queue_follow_name() returns trigger language plpgsql as $$
begin
  update queue set unsearched = true where conversation_id in (select id from conversations where person_id = new.id);
  return null;
end $$;
create constraint trigger queue_of_persons after update of name, handle on persons
  deferrable initially deferred for each row
  when ((old.name, old.handle) is distinct from (new.name, new.handle)) execute function queue_follow_name();

-- Other times or hours make every open row due at another time.
create function queue_follow_policy() returns trigger language plpgsql as $$
begin
  update queue q set promised = p.minutes, due_at = service_due(new.policy, q.opened_at, q.urgency, p.minutes)
  from queue o cross join lateral (
    select service_minutes(new.policy, o.urgency, o.feeling, o.visibility) as minutes) p
  where q.brand_id = new.id and q.open and o.conversation_id = q.conversation_id;
  if old.policy->'silentDays' is distinct from new.policy->'silentDays' then
    perform queue_refresh(conversation_id, false) from queue where brand_id = new.id and waits_until is not null;
  end if;
  return null;
end $$;
create constraint trigger queue_of_brands after update of policy on brands
  deferrable initially deferred for each row
  when (old.policy->'serviceTimes' is distinct from new.policy->'serviceTimes'
    or old.policy->'businessHours' is distinct from new.policy->'businessHours'
    or old.policy->'silentDays' is distinct from new.policy->'silentDays') execute function queue_follow_policy();

-- A zone that PostgreSQL does not know would stop every message of the brand later on; it stops the policy instead.
create function brands_know_zone() returns trigger language plpgsql as $$
begin
  perform now() at time zone coalesce(new.policy#>>'{businessHours,zone}', 'UTC');
  return new;
end $$;
create trigger brands_zone before insert or update of policy on brands for each row execute function brands_know_zone();
`
