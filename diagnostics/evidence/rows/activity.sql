-- grain: rep x month of the last year: calls and meetings, and days on which there were any
select r.name as rep, month_number(day)::integer as month, count(*)::bigint as activities, count(distinct day)::bigint as days
from rows_of_reps('activity') join dim_rep r using (rep_id) where month_number(day) between $first and $last
group by all order by r.name, month
