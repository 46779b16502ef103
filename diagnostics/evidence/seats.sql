-- grain: one stretch of work of a rep or a head, and who was his boss by the last line of it. Where several lists name a
-- hiring the latest import speaks; stretches in one role that overlap are one.
with listed as (
    select a.rep_id, s.role, s.hired, coalesce(s.left_on, date '9999-12-31') as until, name_key(s.boss) as boss
    from current_rows('rep') s join rep_alias a on a.alias = s.rep and not a.is_code
    where s.hired is not null
    qualify row_number() over (partition by a.rep_id, s.hired order by s.batch desc, s.line desc) = 1
),
begun as (
    select *, coalesce(hired > max(until) over (partition by rep_id, role order by hired rows between unbounded preceding and 1 preceding), true) as anew
    from listed where role in ('rep', 'head')
),
numbered as (
    select *, count(*) filter (anew) over (partition by rep_id, role order by hired) as stretch from begun
)
select rep_id, role, min(hired) as hired, max(until) as until, arg_max(boss, hired) as boss
from numbered group by rep_id, role, stretch
order by hired, rep_id, role
