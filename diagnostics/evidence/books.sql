-- grain: client who bought in the last year: who leads him (the seller of his last month), who sold to him first and when,
-- net sales of the year, and whether he is of the largest tenth. A client who never bought stands nowhere here.
with clients as (
    select client_id, max(month) filter (gross > 0) as last_month, min(month) filter (gross > 0) as first_month,
           coalesce(sum(gross - returns) filter (month >= $first), 0)::bigint as net
    from company_month where client_id > 0 and month <= $last
    group by client_id having max(month) filter (gross > 0) >= $first
),
ends as (                           -- his first and his last month: who sold him how much
    select client_id, month, rep_id, sum(gross) as gross
    from company_month join clients using (client_id)
    where gross > 0 and month in (first_month, last_month) group by client_id, month, rep_id
),
sellers as (
    select client_id, arg_max(rep_id, row(month, gross, -rep_id)) as rep_id, arg_min(rep_id, row(month, -gross, rep_id)) as first_rep
    from ends group by client_id
)
select client_id, rep_id, first_rep, first_month::integer as first_month, net, net > 0 and ntile(10) over (order by net > 0 desc, net desc, client_id) = 1 as large
from clients join sellers using (client_id) where rep_id in (select rep_id from client_month) order by client_id
