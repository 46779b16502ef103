-- grain: rep who sold in the last year: net sales, clients who bought of him, and net sales of the year before
select r.name as rep, sum(gross - returns) filter (month >= $first)::bigint as year,
       count(distinct client_id) filter (month >= $first and gross > 0 and client_id > 0)::bigint as clients,
       coalesce(sum(gross - returns) filter (month < $first), 0)::bigint as before
from client_month m join dim_rep r using (rep_id) where month between $first - 12 and $last
group by r.name having year is not null order by year desc
