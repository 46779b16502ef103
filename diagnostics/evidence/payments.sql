-- grain: month: money from clients who ever bought, what they got back taken off, and net sales to those of them who ever paid.
-- A payer whom the sales do not name, or name otherwise, is in neither
with paid as (
    select a.client_id, month_number(p.day) as month, sum(p.amount) as received
    from current_rows('payment') p
    join client_alias a on a.alias = coalesce(p.client, p.client_code) and a.is_code = (p.client is null) and a.inn is null
    where a.client_id in (select client_id from client_month)
    group by all
),
received as (select month, sum(received)::bigint as received from paid group by month),
sold as (select month, sum(gross - returns)::bigint as sold from client_month where client_id in (select client_id from paid) group by month)
select m.month::integer as month, coalesce(received, 0)::bigint as received, coalesce(sold, 0)::bigint as sold
from (select unnest(range($first, $last + 1)) as month) m left join received using (month) left join sold using (month)
order by m.month
