-- grain: rep x month: clients who bought for the first time, by whom they were won; whom the list knew before is none
select rep_id, month::integer as month, count(*)::bigint as clients
from (
    select m.client_id, arg_min(m.rep_id, row(m.month, -m.gross, m.rep_id)) as rep_id, min(m.month) as month, any_value(c.since) as since
    from company_month m left join dim_client c using (client_id)
    where m.client_id > 0 and m.gross > 0 and m.month <= $last group by m.client_id
)
where coalesce(month_number(since) >= month, true) and rep_id in (select rep_id from client_month)
group by rep_id, month order by rep_id, month
