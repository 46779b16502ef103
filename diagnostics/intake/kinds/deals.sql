-- A won deal counts on the day it was closed; where the file has no such day, on the planned one, else on the day it was made.
-- A second column that says no more than won or lost is no step of the funnel.
with meant as (select map(list(stage), list(state)) as states from stage_states where stage is not null),
judged as (
    select c.* exclude (step), coalesce(states[stage], 'open') as state, case when states[step] = 'open' then step end as step
    from cells as c, meant
)
select line, :unread, doc, coalesce(closed, planned, created) as day, client, client_code, rep, rep_code, department, product, product_group,
       source, created, case when state = 'won' then coalesce(closed, planned, created) else closed end as closed, stage, state, amount, next_step, step,
       null::text as ignored
from judged
