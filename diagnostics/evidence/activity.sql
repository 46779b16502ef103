-- grain: rep whom the calls and meetings name x day on which he was employed: how many there were, with a named client, of each
-- kind; months of tenure (null where nobody knows). By the staff list; who is not in it, from his first to his last activity.
-- Who first sells within $slack months of the beginning of the data was there before them.
with acted as (
    select t.rep_id, t.day, count(*) as activities, count(*) filter (t.client is not null or t.client_code is not null) as named,
           count(*) filter (regexp_matches(lower(t.type), 'встреч|визит|показ|презентац|демонстрац|meeting|visit|demo')) as meetings,
           count(*) filter (regexp_matches(lower(t.type), 'звон|вход|исход|пропущ|call|inbound|outbound')
                            and not regexp_matches(lower(t.type), 'письм|сообщ|mail|message')) as calls
    from rows_of_reps('activity') t join dim_rep d on d.rep_id = t.rep_id and d.role = 'rep' and d.rep_id is distinct from $head
    group by all
),
listed as (                         -- where several lists name a hiring the latest import speaks
    select rep_id, hired, coalesce(left_on, date '9999-12-31') as until
    from rows_of_reps('rep') where role = 'rep' and hired is not null
    qualify row_number() over (partition by rep_id, hired order by batch desc, line desc) = 1
),
employed as (
    from listed union all
    select rep_id, min(day), max(day) from acted where rep_id not in (select rep_id from listed) group by rep_id
),
begun as (
    select d.rep_id, coalesce(month_number(d.hired), case when min(m.month) > any_value(r.first_month) + $slack then min(m.month) else min(m.month) - 999 end) as month
    from dim_rep d left join client_month m using (rep_id) cross join rhythm r group by d.rep_id, d.hired
),
days as (select unnest(range($from::date, $upto::date + interval 1 day, interval 1 day))::date as day),
grid as (select distinct rep_id, days.day from employed join days on days.day between hired and until where rep_id in (select rep_id from acted))
select g.rep_id, g.day, month_number(g.day) as month, list_contains($working::date[], g.day) as working, month_number(g.day) - b.month as tenure,
       coalesce(t.activities, 0)::bigint as activities, coalesce(t.named, 0)::bigint as named,
       coalesce(t.meetings, 0)::bigint as meetings, coalesce(t.calls, 0)::bigint as calls
from grid g left join acted t using (rep_id, day) left join begun b using (rep_id)
order by g.rep_id, g.day
