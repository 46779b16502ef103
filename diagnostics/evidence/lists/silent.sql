-- grain: client silent for more than three of his own pauses: who led him last, his last purchase, his usual pause and the silence in days,
-- and what he bought in the twelve months up to his last purchase. A pause is usual where at least $few of them are known.
with days as (select distinct client_id, day from client_day where client_id > 0 and orders > 0 and day <= $as_of),
paused as (select client_id, day, date_diff('day', lag(day) over (partition by client_id order by day), day) as gap from days),
usual as (select client_id, median(gap) as rhythm, max(day) as last_bought from paused group by client_id having count(gap) >= $few),
quiet as (select *, date_diff('day', last_bought, $as_of) as silent from usual where date_diff('day', last_bought, $as_of) > 3 * rhythm),
bought as (
    select q.client_id, sum(d.amount)::bigint as year, arg_max(d.rep_id, d.day) as rep_id
    from quiet q join client_day d on d.client_id = q.client_id and d.day > q.last_bought - interval 1 year and d.day <= q.last_bought
    group by q.client_id
)
select c.name as client, r.name as rep, q.last_bought, round(q.rhythm)::integer as rhythm, q.silent::integer as silent, b.year
from quiet q join bought b using (client_id) join dim_client c using (client_id) left join dim_rep r using (rep_id)
where b.year > 0 order by b.year desc, c.name
