-- grain: month of the last year: net sales, and those to clients who had bought before the year began; sales that name nobody are in neither
with old as (select distinct client_id from company_month where gross > 0 and month < $first)
select m.month, sum(gross - returns)::bigint as net, coalesce(sum(gross - returns) filter (client_id in (from old)), 0)::bigint as old
from client_month m where client_id > 0 and m.month between $first and $last
group by m.month order by m.month
