-- grain: pair of names that look like one, both still there, of which nobody has said whether they are
with here as (select 'rep' as kind, key from dim_rep union all select 'client', key from dim_client)
select p.kind, p.key, p.name, p.other, p.other_name, p.reason, p.score
from name_proposal p
where (p.kind, p.key) in (from here) and (p.kind, p.other) in (from here)
  and not exists (select 1 from name_link l where l.kind = p.kind and l.key in (p.key, p.other) and l.other in (p.key, p.other))
order by p.kind desc, p.score desc, p.name, p.other_name
