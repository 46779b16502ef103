-- grain: one stretch of work of a rep or a head, and who was his boss by the last line of it. Where several lists name a
-- hiring the latest import speaks; stretches in one role that overlap are one.
with listed as (
    select rep_id, role, hired, coalesce(left_on, date '9999-12-31') as until, name_key(boss) as boss
    from rows_of_reps('rep') where hired is not null
    qualify row_number() over (partition by rep_id, hired order by batch desc, line desc) = 1
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
