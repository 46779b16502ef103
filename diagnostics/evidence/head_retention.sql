-- grain: the head's clients of the year before, and those of the reps: how many there were, and how many bought in the last year, of
-- whomever. A client is his to whom he sold most in the year before.
with before as (
    select client_id, arg_max(rep_id, row(gross, -rep_id)) as rep_id
    from (select client_id, rep_id, sum(gross) as gross from client_month
          where client_id > 0 and month between $before_first and $before_last group by all)
    where gross > 0 group by client_id
),
after as (select distinct client_id from client_month where gross > 0 and month between $first and $last)
select b.rep_id = $head as of_head, count(*)::bigint as clients, count(a.client_id)::bigint as kept
from before b left join after a using (client_id) left join dim_rep d on d.rep_id = b.rep_id
where b.rep_id = $head or d.role = 'rep'
group by of_head order by of_head
