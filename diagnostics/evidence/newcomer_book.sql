-- grain: rep x month: clients of his base at its end, whoever of them never bought left out: what he was really given
select rep_id, month, (base - never_bought)::bigint as clients
from base_month where rep_id > 0 and month between $first and $last order by rep_id, month
