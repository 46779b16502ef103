-- grain: rep x month of one batch's rows, names resolved; deals count when won. Summed by the names of the file first:
-- those are few, and looked up once each.
with raw as (
    select day, client, client_code, inn, rep, rep_code, amount from sale where batch = $batch and $table = 'sale'
    union all
    select closed, client, client_code, null, rep, rep_code, coalesce(amount, 0) from deal where batch = $batch and $table = 'deal' and state = 'won'
    union all
    select day, client, client_code, null, rep, rep_code, amount from payment where batch = $batch and $table = 'payment'
    union all
    select day, null, null, null, rep, rep_code, amount from plan where batch = $batch and $table = 'plan'
    union all
    select day, null, null, null, rep, rep_code, total from pay where batch = $batch and $table = 'pay'
),
named as (                                  -- the client matters only where the row names no rep
    select case when nameless then client end as client, case when nameless then client_code end as client_code,
           case when nameless then inn end as inn, rep, rep_code, month_number(day) as month, sum(amount) as amount
    from (select *, rep is null and rep_code is null as nameless from raw) group by all
)
select d.name as rep, strftime(month_start(n.month), '%Y-%m') as month, sum(n.amount)::bigint as amount
from named n
left join client_alias c on c.alias = n.client and c.inn is not distinct from n.inn and not c.is_code
left join client_alias cc on cc.alias = n.client_code and cc.is_code
left join rep_alias r on r.alias = n.rep and not r.is_code
left join rep_alias rc on rc.alias = n.rep_code and rc.is_code
left join dim_client dc on dc.client_id = coalesce(c.client_id, cc.client_id)
left join dim_rep d on d.rep_id = coalesce(r.rep_id, rc.rep_id, dc.owner_id)
group by all
