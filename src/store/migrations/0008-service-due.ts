/**
 * The rule of `core/queue.ts` in PostgreSQL's words, with the same defaults for what a policy leaves out. It stands here too because
 * rows are kept by triggers: whoever moves a mention, the due time is right when they commit.
 */
export const serviceFunctions = `
create function service_minutes(policy jsonb, urgency text, feeling text, visibility text) returns int
language plpgsql immutable as $$
declare
  times jsonb := coalesce(policy->'serviceTimes', '{}');
  minutes int := coalesce((times->>urgency)::int,
    case urgency when 'now' then 30 when 'high' then 60 when 'low' then 480 else 240 end);
begin
  if feeling in ('angry', 'vindictive') then
    minutes := minutes * coalesce((times->>'upsetPercent')::int, 50) / 100;
  end if;
  if visibility = 'public' then
    minutes := minutes * coalesce((times->>'publicPercent')::int, 75) / 100;
  end if;
  return greatest(1, minutes);
end $$;

create function service_due(policy jsonb, arrived timestamptz, urgency text, minutes int) returns timestamptz
language plpgsql stable as $$
declare
  names constant text[] := '{mon,tue,wed,thu,fri,sat,sun}';
  hours jsonb := coalesce(policy->'businessHours', '{}');
  zone text := coalesce(hours->>'zone', 'Asia/Seoul');
  holidays jsonb := coalesce(hours->'holidays', '[]');
  remaining numeric := minutes * 60;
  reached timestamptz := '-infinity';
  day date;
  weekday int;
  span jsonb;
  starts timestamptz;
  ends timestamptz;
begin
  if urgency = 'now' then
    return arrived + make_interval(mins => minutes);
  end if;
  day := (arrived at time zone zone)::date - 1;
  for n in 1..5000 loop
    if not holidays ? day::text then
      weekday := extract(isodow from day);
      for span in select value from jsonb_array_elements(coalesce(hours->'week'->names[weekday],
          case when weekday < 6 then '[["09:00", "18:00"]]'::jsonb else '[]'::jsonb end)) loop
        starts := greatest(reached, (day + service_time(span->>0)) at time zone zone);
        ends := (day + service_time(span->>1)) at time zone zone;
        if ends > starts then
          reached := ends;
          starts := greatest(starts, arrived);
          if ends > starts then
            if extract(epoch from ends) - extract(epoch from starts) >= remaining then
              return starts + make_interval(secs => remaining);
            end if;
            remaining := remaining - (extract(epoch from ends) - extract(epoch from starts));
          end if;
        end if;
      end loop;
    end if;
    day := day + 1;
  end loop;
  return arrived + make_interval(mins => minutes);
end $$;

create function service_time(clock text) returns interval language sql immutable as $$
  select make_interval(hours => left(clock, 2)::int, mins => right(clock, 2)::int)
$$;
`
