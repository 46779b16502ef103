-- one row at most: who leads the department, and since when by the staff list: whoever is named, else of those whose position says
-- so one who is still there, with most reps under him, hired last. Who is named and leads another department than those looked at
-- is not theirs. The day on which a rep was hired is not that of a head.
with told as (
    select rep_id, role from dim_rep d where name_key(name) = name_key($named::text)
    or exists (select 1 from rep_alias a where a.rep_id = d.rep_id and not a.is_code and name_key(a.alias) = name_key($named))
),
listed as (from rows_of_reps('rep')),
held as (
    select rep_id, max(hired) filter (role <> 'rep' or position is null) as since from listed group by rep_id
),
under as (
    select a.rep_id, count(distinct l.rep_id) as reps
    from listed l join rep_alias a on name_key(a.alias) = name_key(l.boss) and not a.is_code
    where l.role = 'rep' and l.left_on is null and l.rep_id <> a.rep_id
    group by a.rep_id
)
select d.rep_id, d.name, case when held.rep_id is null then d.hired else held.since end as since,
       coalesce(held.since > d.hired, false) as promoted,  -- he was there before, as something else
       $named::text is null or d.rep_id in (select rep_id from told) as named
from dim_rep d left join held using (rep_id) left join under using (rep_id)
where case when $named::text is null or exists (select 1 from told where role = 'head elsewhere') then d.role = 'head'
           else d.rep_id in (select rep_id from told) end
order by d.left_on is not null, coalesce(under.reps, 0) desc, d.hired desc, d.name
limit 1
