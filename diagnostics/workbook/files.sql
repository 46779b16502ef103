-- grain: file of a batch that holds: how its rows were taken and what they add up to
with amounts as (
    select batch, sum(amount) as amount from sale group by batch
    union all select batch, sum(amount) from deal where state = 'won' group by batch
    union all select batch, sum(amount) from payment group by batch
    union all select batch, sum(amount) from plan group by batch
    union all select batch, sum(total) from pay group by batch
)
select f.batch, f.name, b.kind, f.rows_read::bigint, f.rows_accepted::bigint, f.rows_ignored::bigint, f.rows_rejected::bigint,
       case when row_number() over (partition by f.batch order by f.rowid) = 1 then a.amount::bigint end, f.control::bigint,
       b.first_day, b.last_day
from batch_file f join active_batch b on b.id = f.batch left join amounts a on a.batch = f.batch
order by f.batch, f.rowid
