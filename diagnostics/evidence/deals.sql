-- grain: deal, however many lines it has: rep (0 is nobody), how it stands, when it came, and its day: that on which it ended, of an
-- open one the planned one where there is any, else the one on which it came. `told`: the day of its ending was in the file. Where
-- the file had none, intake has put the day of creation in its place: then no deal of the import ended on any other day.
with lines as (
    select coalesce(rep_id, 0) as rep_id, state, created, day, coalesce(doc, batch || ':' || line) as deal,
           bool_or(day <> created) filter (state <> 'open') over (partition by batch) as told
    from rows_of_reps('deal')
)
select min(rep_id) as rep_id, any_value(state) as state, min(created) as created, max(day) as day, coalesce(bool_or(told), false) as told
from lines group by deal order by deal
