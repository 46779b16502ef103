-- Raw rows -> names matched, client_day, client_month. Runs inside the transaction of an import.
-- Revenue has one basis: sales, else won deals, else payments; never a sum of them.

set variable basis = case
    when exists (select 1 from current_rows('sale')) then 'sale'
    when exists (select 1 from current_rows('deal') where state = 'won') then 'deal'
    when exists (select 1 from current_rows('payment')) then 'payment' end;

-- how the rows that hold call people and clients: few texts, read once
create or replace temp table called as
select rep, rep_code, client, client_code from current_rows('sale') group by all
union select rep, rep_code, client, client_code from current_rows('deal')
union select rep, rep_code, client, client_code from current_rows('payment')
union select rep, rep_code, client, client_code from current_rows('activity')
union select rep, rep_code, client, client_code from current_rows('client')
union select rep, rep_code, null, null from current_rows('plan')
union select rep, rep_code, null, null from current_rows('pay')
union select rep, rep_code, null, null from current_rows('rep');

-- people: everybody whom the staff list, the sales or a plan names; one row a spelling-free name
delete from dim_rep;
insert into dim_rep
with staff as (             -- where several lists name a hiring the latest import speaks
    select *, name_key(rep) as key from current_rows('rep')
    qualify row_number() over (partition by name_key(rep), hired order by batch desc, line desc) = 1
),
codes as (select rep_code as code, any_value(rep) as rep from staff where rep_code is not null group by all),
seen as (select distinct rep, rep_code from called),
named as (
    select name, name_key(name) as key from (
        select coalesce(seen.rep, codes.rep, seen.rep_code) as name from seen left join codes on codes.code = seen.rep_code
    ) where name is not null
),
keys as (select key, arg_min(rep, row(untidy(rep), rep)) as name from staff group by key
         union all
         select key, arg_min(name, row(untidy(name), name)) from named where key not in (select key from staff) group by key)
select row_number() over (order by k.key)::integer, k.name, any_value(s.rep_code), arg_max(s.position, coalesce(s.hired, date '1900-01-01')),
       arg_max(s.department, coalesce(s.hired, date '1900-01-01')),
       coalesce(arg_max(s.role, coalesce(s.hired, date '1900-01-01')), 'rep'),
       count(s.key) > 0, min(s.hired),
       case when count(s.key) = count(s.left_on) then max(s.left_on) end
from keys k left join staff s using (key)
group by k.key, k.name;

delete from rep_alias;
insert into rep_alias
with texts as (select distinct rep, rep_code from called),
by_name as (select name_key(name) as key, rep_id from dim_rep)
select t.rep, false, n.rep_id
from (select rep, name_key(rep) as key from texts where rep is not null group by rep) t join by_name n using (key)
union all
select t.rep_code, true, coalesce(min(d.rep_id), min(n.rep_id))
from (select rep_code, name_key(rep_code) as key from texts where rep_code is not null group by rep_code) t
left join (select s.rep_code, b.rep_id from current_rows('rep') s join by_name b on b.key = name_key(s.rep)) d using (rep_code)
left join by_name n on n.key = t.key
group by t.rep_code having coalesce(min(d.rep_id), min(n.rep_id)) is not null;

-- clients: the client list and everybody who bought
delete from dim_client;
insert into dim_client
with listed as (
    select c.*, coalesce(c.client, c.client_code) as label, name_key(coalesce(c.client, c.client_code)) as key,
           coalesce(n.rep_id, k.rep_id) as owner_id
    from current_rows('client') c
    left join rep_alias n on n.alias = c.rep and not n.is_code
    left join rep_alias k on k.alias = c.rep_code and k.is_code
),
codes as (select client_code as code, any_value(label) as label from listed where client_code is not null group by all),
seen as (select distinct client, client_code from called),
named as (
    select label, name_key(label) as key from (
        select coalesce(seen.client, codes.label, seen.client_code) as label from seen left join codes on codes.code = seen.client_code
    ) where label is not null
),
keys as (select key, arg_min(label, row(untidy(label), label)) as label from listed group by key
         union all
         select key, arg_min(label, row(untidy(label), label)) from named where key not in (select key from listed) group by key)
select row_number() over (order by k.key)::integer, k.label, any_value(l.client_code), min(l.since), count(l.key) > 0, any_value(l.owner_id)
from keys k left join listed l using (key)
group by k.key, k.label;

delete from client_alias;
insert into client_alias
with texts as (select distinct client, client_code from called),
by_name as (select name_key(name) as key, client_id from dim_client)
select t.client, false, n.client_id
from (select client, name_key(client) as key from texts where client is not null group by client) t join by_name n using (key)
union all
select t.client_code, true, coalesce(min(d.client_id), min(n.client_id))
from (select client_code, name_key(client_code) as key from texts where client_code is not null group by client_code) t
left join (
    select s.client_code, b.client_id from current_rows('client') s join by_name b on b.key = name_key(coalesce(s.client, s.client_code))
) d using (client_code)
left join by_name n on n.key = t.key
group by t.client_code having coalesce(min(d.client_id), min(n.client_id)) is not null;

-- who that is: client and rep of each way of naming them; where no rep is named, the one who leads the client
create or replace temp table known as
select n.rep, n.rep_code, n.client, n.client_code,
       coalesce(c.client_id, cc.client_id, 0) as client_id, coalesce(r.rep_id, rc.rep_id, dc.owner_id, 0) as rep_id
from called n
left join client_alias c on c.alias = n.client and not c.is_code
left join client_alias cc on cc.alias = n.client_code and cc.is_code
left join rep_alias r on r.alias = n.rep and not r.is_code
left join rep_alias rc on rc.alias = n.rep_code and rc.is_code
left join dim_client dc on dc.client_id = coalesce(c.client_id, cc.client_id);

create or replace temp view revenue as
select day, doc, client, client_code, rep, rep_code, department, product_group, amount
from current_rows('sale') where getvariable('basis') = 'sale'
union all
select closed, doc, client, client_code, rep, rep_code, department, product_group, amount
from current_rows('deal')
where getvariable('basis') = 'deal' and state = 'won' and closed is not null and amount is not null
union all
select day, doc, client, client_code, rep, rep_code, null, null, amount
from current_rows('payment') where getvariable('basis') = 'payment';

delete from dim_slice;
insert into dim_slice
select row_number() over (order by department, product_group)::integer, department, product_group
from (select distinct department, product_group from revenue);

-- every row of revenue. A document is told by a hash of its number: it has to differ from the same client's others only.
create or replace temp table fact as
select f.day, month_number(f.day) as month, hash(f.doc) as doc, f.doc is not null as has_doc, k.client_id, k.rep_id, s.slice_id, f.amount
from revenue f
join known k on k.client is not distinct from f.client and k.client_code is not distinct from f.client_code
            and k.rep is not distinct from f.rep and k.rep_code is not distinct from f.rep_code
join dim_slice s on s.department is not distinct from f.department and s.product_group is not distinct from f.product_group;

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
           sum(amount) filter (amount > 0)::bigint as gross, -sum(amount) filter (amount < 0)::bigint as returns
    from fact group by all
)
select client_id, rep_id, slice_id, month, coalesce(sum(gross), 0), coalesce(sum(returns), 0), count(gross)
from documents group by all;

insert into rollup
select coalesce((select max(version) from rollup), 0) + 1, getvariable('basis'), min(day), max(day), current_timestamp
from fact;
delete from rollup where version < (select max(version) from rollup);

drop table fact;
drop view revenue;
drop table known;
drop table called;
