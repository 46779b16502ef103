-- grain: quarter in which clients first bought x quarters since (0 = that one): clients who bought in it, and how many of them there are.
-- Clients of the first year of the data are left out: who bought before it cannot be told from a new one.
with bought as (select distinct client_id, month from client_month where client_id > 0 and gross > 0 and month between $first and $last),
born as (select client_id, ($last - min(month)) // 3 as quarter from bought group by client_id having min(month) >= $first + 12),
sizes as (select quarter, count(*) as clients from born group by quarter)
select quarter::integer as quarters_ago, (quarter - ($last - month) // 3)::integer as age, count(distinct client_id)::bigint as bought, any_value(clients)::bigint as clients
from bought join born using (client_id) join sizes using (quarter)
group by all order by all
