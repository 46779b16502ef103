-- grain: rep of one batch of calls and meetings: how many, how many seconds
select d.name as rep, count(*), coalesce(sum(a.seconds), 0)::bigint
from activity a
left join rep_alias r on r.alias = a.rep and not r.is_code
left join rep_alias rc on rc.alias = a.rep_code and rc.is_code
left join dim_rep d on d.rep_id = coalesce(r.rep_id, rc.rep_id)
where a.batch = $batch
group by d.name order by d.name
