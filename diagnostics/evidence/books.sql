-- grain: client who bought in the last year: who leads him (the seller of his last month), who sold to him first and when,
-- net sales of the year, and whether he is of the largest tenth. A client who never bought stands nowhere here.
with bought as (
    select client_id, rep_id, month, sum(gross) as gross, sum(gross - returns) as net
    from company_month where client_id > 0 and month <= $last group by client_id, rep_id, month
),
clients as (
    select client_id, arg_max(rep_id, row(month, gross, -rep_id)) filter (gross > 0) as rep_id,
           arg_min(rep_id, row(month, -gross, rep_id)) filter (gross > 0) as first_rep, min(month) filter (gross > 0) as first_month,
           coalesce(sum(net) filter (month >= $first), 0)::bigint as net, bool_or(gross > 0 and month >= $first) as there
    from bought group by client_id
)
select client_id, rep_id, first_rep, first_month::integer as first_month, net, net > 0 and ntile(10) over (order by net > 0 desc, net desc, client_id) = 1 as large
from clients where there and rep_id in (select rep_id from client_month) order by client_id
