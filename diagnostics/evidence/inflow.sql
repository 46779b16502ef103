-- grain: rep x month: clients who bought for the first time, by whom they were won; whom the list knew before is none
with firsts as (
    select client_id, min(month) as month from company_month where client_id > 0 and gross > 0 and month <= $last group by client_id
),
won as (
    select client_id, month, arg_min(rep_id, row(-gross, rep_id)) as rep_id
    from company_month join firsts using (client_id, month) where gross > 0 group by client_id, month
)
select rep_id, month::integer as month, count(*)::bigint as clients
from won left join dim_client using (client_id)
where coalesce(month_number(since) >= month, true) and rep_id in (select rep_id from client_month)
group by rep_id, month order by rep_id, month
