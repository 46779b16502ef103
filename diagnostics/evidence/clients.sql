-- grain: client who bought in either year: net sales of the last year and of the one before
select client_id,
       coalesce(sum(gross - returns) filter (month >= $first), 0)::bigint as after,
       coalesce(sum(gross - returns) filter (month < $first), 0)::bigint as before
from client_month where client_id > 0 and month between $before_first and $last
group by client_id order by client_id
