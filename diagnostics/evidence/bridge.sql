-- grain: what became of clients x rep, and the same for the department (rep_id null): how many clients, net sales of the year
-- before, and what they changed by in the last year. For the department a client is new, came back, bought more, less, or went; a
-- rep may beside that have got him from a colleague or given him away. Client 0 is a sale that names nobody.
-- A client is there in a year when he bought in it; returns alone do not make him one.
with pairs as (
    select client_id, rep_id,
           coalesce(sum(gross - returns) filter (month between $before_first and $before_last), 0) as before,
           coalesce(sum(gross - returns) filter (month >= $first), 0) as after,
           coalesce(bool_or(gross > 0) filter (month between $before_first and $before_last), false) as bought_before,
           coalesce(bool_or(gross > 0) filter (month >= $first), false) as bought_after,
           coalesce(bool_or(gross > 0) filter (month < $before_first), false) as bought_earlier
    from company_month where month <= $last group by client_id, rep_id
),
clients as (       -- of whomever they bought
    select client_id, bool_or(bought_before) as bought_before, bool_or(bought_after) as bought_after,
           bool_or(bought_earlier) or coalesce(month_number(any_value(c.since)) < $before_first, false) as earlier,
           sum(after) >= sum(before) as grew
    from pairs left join dim_client c using (client_id) group by client_id
),
told as (
    select client_id,
           case when client_id = 0 then 'unnamed'
                when bought_after and not bought_before then case when earlier then 'returned' else 'new' end
                when bought_before and not bought_after then 'lost'
                when grew then 'expanded' else 'contracted' end as whole
    from clients
),
changed as (
    select s.rep_id, s.client_id, t.whole, s.bought_before, s.bought_after, s.before, after - before as change,
           case when t.whole not in ('expanded', 'contracted') then t.whole
                when s.bought_after and not s.bought_before then 'received'
                when s.bought_before and not s.bought_after then 'given'
                when s.after >= s.before then 'expanded' else 'contracted' end as kind
    from pairs s join told t using (client_id)
    where s.rep_id in (select rep_id from client_month) and (s.before <> 0 or s.after <> 0 or s.bought_before or s.bought_after)
)
select null as rep_id, whole as kind, count(distinct client_id)::bigint as clients, count(distinct client_id) filter (before <> 0)::bigint as before_clients, sum(before)::bigint as before, sum(change)::bigint as change,
       null::boolean as sold_before, null::boolean as sold_after
from changed group by whole
union all
select rep_id, kind, count(*)::bigint, count(*) filter (before <> 0)::bigint, sum(before)::bigint, sum(change)::bigint, bool_or(bought_before), bool_or(bought_after)
from changed group by rep_id, kind
