-- Raw rows, names matched before -> client_day, client_month, margin_month. Runs inside the transaction of an import.
-- Revenue has one basis: sales, else won deals, else payments; never a sum of them.

set variable basis = case
    when exists (select 1 from current_rows('sale')) then 'sale'
    when exists (select 1 from current_rows('deal') where state = 'won') then 'deal'
    when exists (select 1 from current_rows('payment')) then 'payment' end;

create or replace temp view revenue as
select day, doc, client, client_code, inn, rep, rep_code, department, product_group, amount, coalesce(profit, amount - cost) as profit
from current_rows('sale') where getvariable('basis') = 'sale'
union all
select closed, doc, client, client_code, null, rep, rep_code, department, product_group, amount, null
from current_rows('deal')
where getvariable('basis') = 'deal' and state = 'won' and closed is not null and amount is not null
union all
select day, doc, client, client_code, null, rep, rep_code, null, null, amount, null
from current_rows('payment') where getvariable('basis') = 'payment';

delete from dim_slice;
insert into dim_slice
select row_number() over (order by department, product_group)::integer, department, product_group
from (select distinct department, product_group from revenue);

-- every row of revenue. A document is told by a hash of its number: it has to differ from the same client's others only.
-- Each row has its match. With inner joins DuckDB, which cannot tell the sizes of tables that this transaction made, hashes all rows
-- instead of the few names, and every step takes three times as long.
create or replace temp :fact fact as
select f.day, month_number(f.day) as month, hash(f.doc) as doc, f.doc is not null as has_doc, k.client_id, k.rep_id, s.slice_id, f.amount, f.profit
from revenue f
left join known k on k.client is not distinct from f.client and k.client_code is not distinct from f.client_code and k.inn is not distinct from f.inn
            and k.rep is not distinct from f.rep and k.rep_code is not distinct from f.rep_code
left join dim_slice s on s.department is not distinct from f.department and s.product_group is not distinct from f.product_group
where :kept;

delete from client_day;
insert into client_day
with documents as (          -- an order stands on the first day of its document
    select client_id, rep_id, min(day) as day, sum(amount) as amount, max(amount) > 0 as bought
    from fact where has_doc group by client_id, rep_id, doc, year(day)
),
days as (
    select client_id, rep_id, day, sum(amount) as amount, count(*) filter (bought) as orders from documents group by all
    union all
    select client_id, rep_id, day, sum(amount), (max(amount) > 0)::integer from fact where not has_doc group by all
)
select client_id, rep_id, day, sum(amount), sum(orders) from days group by all;

delete from client_month;
insert into client_month
with documents as (
    select client_id, rep_id, slice_id, month, case when has_doc then doc else hash(day) end as document,
           sum(greatest(amount, 0))::bigint as gross, sum(greatest(-amount, 0))::bigint as returns  -- a filter takes half as long again
    from fact group by all
)
select client_id, rep_id, slice_id, month, sum(gross), sum(returns), count(*) filter (gross > 0)
from documents group by all;

delete from margin_month;
insert into margin_month
select rep_id, month, sum(amount), sum(profit) from fact where profit is not null group by all;

insert into rollup
select coalesce((select max(version) from rollup), 0) + 1, getvariable('basis'), min(day), max(day), current_timestamp
from revenue;
delete from rollup where version < (select max(version) from rollup);

drop :fact fact;
drop view revenue;
drop table known;
drop table called;
