-- a won deal counts on the day it was closed; where the file has no such day, on the planned one, else on the day it was made
with judged as (select c.*, coalesce(s.state, 'open') as state from cells as c left join stage_states s on s.stage = c.stage)
select line, :unread, doc, coalesce(closed, planned, created) as day, client, client_code, rep, rep_code, department, product, product_group,
       source, created, case when state = 'won' then coalesce(closed, planned, created) else closed end as closed, stage, state, amount, next_step,
       null::text as ignored
from judged
