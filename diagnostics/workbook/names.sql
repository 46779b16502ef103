-- Who is who: the names and codes of all rows that hold -> people and clients. Runs inside the transaction of an import.
-- A spelling is one name; what a person said of two names is in `linked` (kind, key, into_key), filled before this.

-- every text that stands for a person -> the key of the person
create or replace temp table rep_keys as
select t.text, coalesce(l.into_key, name_key(t.text)) as key
from (select rep as text from called where rep is not null union select rep_code from called where rep_code is not null) t
left join linked l on l.kind = 'rep' and l.key = name_key(t.text);

-- people: everybody whom the staff list, the sales or a plan names
delete from dim_rep;
insert into dim_rep by name
with staff as (             -- where several lists name a hiring the latest import speaks
    select s.*, k.key from current_rows('rep') s join rep_keys k on k.text = s.rep
    qualify row_number() over (partition by k.key, hired order by batch desc, line desc) = 1
),
codes as (select rep_code as code, any_value(rep) as rep from staff where rep_code is not null group by all),
seen as (select distinct rep, rep_code from called),
named as (
    select coalesce(seen.rep, codes.rep, seen.rep_code) as name from seen left join codes on codes.code = seen.rep_code
),
keyed as (                  -- the fullest of the tidy spellings is shown, that of the staff list before others
    select k.key, name, false as listed from named join rep_keys k on k.text = name
    union all select key, rep, true from staff
),
keys as (select key, arg_min(name, row(not listed, untidy(name), -length(name), name)) as name from keyed group by key)
select row_number() over (order by k.key)::integer as rep_id, k.key, k.name, any_value(s.rep_code) as code,
       arg_max(s.position, coalesce(s.hired, date '1900-01-01')) as position,
       arg_max(s.department, coalesce(s.hired, date '1900-01-01')) as department,
       coalesce(arg_max(s.role, coalesce(s.hired, date '1900-01-01')),
                case when is_house(k.key) then 'owner' else 'rep' end) as role,
       count(s.key) > 0 as in_staff, min(s.hired) as hired,
       case when count(s.key) = count(s.left_on) then max(s.left_on) end as left_on
from keys k left join staff s using (key)
group by k.key, k.name;

delete from rep_alias;
insert into rep_alias
with codes as (select s.rep_code as text, min(k.key) as key from current_rows('rep') s join rep_keys k on k.text = s.rep where s.rep_code is not null group by all)
select t.rep, false, d.rep_id
from (select distinct rep from called where rep is not null) t join rep_keys k on k.text = t.rep join dim_rep d using (key)
union all
select t.rep_code, true, d.rep_id
from (select distinct rep_code from called where rep_code is not null) t
join rep_keys k on k.text = t.rep_code left join codes c on c.text = t.rep_code
join dim_rep d on d.key = coalesce(c.key, k.key);

-- every way of naming a client -> the key of the client. A name that stands with two tax ids is two clients;
-- where it stands without one it is the first of them.
create or replace temp table client_keys as
with texts as (
    select distinct client as text, inn from called where client is not null
    union select client_code, null from called where client_code is not null
),
namesakes as (
    select name_key(text) as key, min(inn) as first from texts where inn is not null group by 1 having count(distinct inn) > 1
),
keyed as (
    select text, inn, name_key(text) as name, case when n.key is null then name_key(text) else name_key(text) || ' ' || coalesce(inn, n.first) end as key
    from texts left join namesakes n on n.key = name_key(text)
)
select text, inn, coalesce(l.into_key, k.key) as key from keyed k left join linked l on l.kind = 'client' and l.key = k.key;

-- clients: the client list and everybody who bought
delete from dim_client;
insert into dim_client by name
with listed as (
    select c.*, coalesce(c.client, c.client_code) as label, k.key, coalesce(n.rep_id, r.rep_id) as owner_id
    from current_rows('client') c
    join client_keys k on k.text = coalesce(c.client, c.client_code) and k.inn is not distinct from c.inn
    left join rep_alias n on n.alias = c.rep and not n.is_code
    left join rep_alias r on r.alias = c.rep_code and r.is_code
),
codes as (select client_code as code, any_value(label) as label, any_value(inn) as inn from listed where client_code is not null group by client_code),
seen as (select distinct client, client_code, inn from called),
named as (
    select coalesce(seen.client, codes.label, seen.client_code) as label,
           case when seen.client is null then codes.inn else seen.inn end as inn
    from seen left join codes on codes.code = seen.client_code
),
keyed as (
    select k.key, label, n.inn, false as listed from named n join client_keys k on k.text = label and k.inn is not distinct from n.inn
    union all select key, label, inn, true from listed
),
keys as (
    select key, arg_min(label, row(not listed, untidy(label), label)) as label, min(inn) as inn from keyed group by key
)
select row_number() over (order by k.key)::integer as client_id, k.key,
       -- namesakes are told apart by their tax ids
       case when count(*) over (partition by name_key(k.label)) > 1 then concat_ws(' · ', k.label, k.inn) else k.label end as name,
       any_value(l.client_code) as code, k.inn,
       min(l.since) as since, count(l.key) > 0 as listed, any_value(l.owner_id) as owner_id
from keys k left join listed l using (key)
group by k.key, k.label, k.inn;

delete from client_alias;
insert into client_alias
with codes as (
    select c.client_code as text, min(k.key) as key
    from current_rows('client') c join client_keys k on k.text = coalesce(c.client, c.client_code) and k.inn is not distinct from c.inn
    where c.client_code is not null group by all
)
select k.text, k.inn, false, d.client_id from client_keys k join dim_client d using (key)
where exists (select 1 from called where client = k.text)
union all
select t.client_code, null, true, d.client_id
from (select distinct client_code from called where client_code is not null) t
join client_keys k on k.text = t.client_code and k.inn is null left join codes c on c.text = t.client_code
join dim_client d on d.key = coalesce(c.key, k.key);
