-- grain: calendar year: net sales, sold and returned, orders, clients who bought
with months as (
    select month // 12 as year, sum(gross) as gross, sum(returns) as returns,
           count(distinct client_id) filter (gross > 0 and client_id > 0) as clients, count(distinct month) as months
    from client_month group by all
),
ordered as (select year(day) as year, sum(orders) as orders from client_day group by all)
select year::integer as year, months::integer as months, (gross - returns)::bigint as net,
       returns::bigint as returns, orders::bigint as orders, clients::integer as clients
from months join ordered using (year) order by year
