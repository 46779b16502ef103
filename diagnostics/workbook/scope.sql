-- Part of a company, for one cursor: which people, slices and clients are looked at. An empty list asks for all.

-- who belongs to the departments, by the staff list or by what he sells most; 0 is a sale without a rep
create or replace temp table home_rep as
with sells as (
    select rep_id, arg_max(department, gross) as department
    from (select rep_id, department, sum(gross) as gross from client_month join dim_slice using (slice_id) where department is not null group by all)
    group by rep_id
),
people as (select rep_id, name, department from dim_rep union all select 0, null, null)
select rep_id, name from people left join sells using (rep_id)
where len(getvariable('departments')) = 0
   or list_contains(getvariable('departments'), people.department) or list_contains(getvariable('departments'), sells.department);

create or replace temp table part_rep as
select rep_id from home_rep where len(getvariable('reps')) = 0 or list_contains(getvariable('reps'), name);

-- a sale that names no department belongs to that of its rep
create or replace temp table part_slice as
select slice_id, department is null as of_rep from dim_slice
where (len(getvariable('product_groups')) = 0 or list_contains(getvariable('product_groups'), product_group))
  and (len(getvariable('departments')) = 0 or department is null or list_contains(getvariable('departments'), department));

-- the largest tenth of those who bought in the last year, or everybody else
create or replace temp table part_client as
with year as (
    select client_id, sum(gross - returns) as net from client_month
    where client_id > 0 and month between getvariable('first') and getvariable('last') group by client_id having net > 0
),
large as (select client_id from year qualify ntile(10) over (order by net desc, client_id) = 1)
select client_id from (select client_id from dim_client union all select 0)
where case getvariable('clients') when 'large' then client_id in (from large)
                                  when 'others' then client_id > 0 and client_id not in (from large) else true end;

-- the owner and a head who stands above the departments are the part's too; the head of another department is not
create or replace temp table dim_rep as
with other as (select department from dim_rep where role = 'rep' and rep_id not in (select rep_id from home_rep))
select * replace (case when role = 'head' and rep_id not in (select rep_id from home_rep) and department in (from other) then 'head elsewhere'
                       when role in ('head', 'owner') or rep_id in (from part_rep) then role else 'other' end as role)
from dim_rep;

-- nobody is on the list for a product group: who never bought it is no sleeping client
create or replace temp table dim_client as
select * replace (
    listed and len(getvariable('product_groups')) = 0 and client_id in (from part_client)
    and (len(getvariable('departments')) = 0 or coalesce(owner_id, 0) in (select rep_id from home_rep)) as listed)
from dim_client;
