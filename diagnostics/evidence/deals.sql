-- grain: deal, however many lines it has: rep (0 is nobody), how it stands, when it came, and its day: that on which it ended, of an
-- open one the planned one where there is any, else the one on which it came. `told`: the day of its ending was in the file. Where
-- the file had none, intake has put the day of creation in its place: then no deal of the import ended on any other day.
-- `next_on`: when something is to be done next, where the file says a day; `stepped`: it says so in words; `steps_told`: it says
-- either of some deal. `step`: where in the funnel it stands or ended, where the file tells that apart from its state.
with lines as (
    select coalesce(rep_id, 0) as rep_id, state, created, day, coalesce(doc, batch || ':' || line) as deal,
           bool_or(day <> created) filter (state <> 'open') over (partition by batch) as told,
           next_step is not null and next_on is null as stepped, next_on, bool_or(next_step is not null) over (partition by batch) as steps_told, step
    from (select *, try_strptime(next_step, ['%d.%m.%Y', '%d.%m.%Y %H:%M', '%d.%m.%Y %H:%M:%S', '%Y-%m-%d', '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S'])::date as next_on
          from rows_of_reps('deal'))
)
select min(rep_id) as rep_id, any_value(state) as state, min(created) as created, max(day) as day, coalesce(bool_or(told), false) as told,
       bool_or(stepped) as stepped, max(next_on) as next_on, bool_or(steps_told) as steps_told, min(step) as step
from lines group by deal order by deal
