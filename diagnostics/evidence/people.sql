-- grain: one stretch of work of a rep. Where several lists name a hiring the latest import speaks; stretches that
-- overlap are one.
with listed as (
    select rep_id, hired, coalesce(left_on, date '9999-12-31') as until
    from rows_of_reps('rep') where role = 'rep' and hired is not null
    qualify row_number() over (partition by rep_id, hired order by batch desc, line desc) = 1
),
begun as (
    select *, coalesce(hired > max(until) over (partition by rep_id order by hired rows between unbounded preceding and 1 preceding), true) as anew
    from listed
),
numbered as (
    select *, count(*) filter (anew) over (partition by rep_id order by hired) as stretch from begun
)
select rep_id, min(hired) as hired, nullif(max(until), date '9999-12-31') as left_on
from numbered group by rep_id, stretch
order by hired, rep_id
