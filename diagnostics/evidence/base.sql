-- grain: rep x month after the burn-in of one window
select rep_id, month, base::bigint as base, active::bigint as active, never_bought::bigint as never_bought
from base_month, rhythm
where month between $first + window_months and $last
