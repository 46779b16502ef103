-- grain: month of leaving x rep who was the last to sell to the client in the half-year before it x how often the client bought
-- (1: in one month of six, 2: in two or three, 3: in more): clients, how many of them bought again from anybody in the half-year
-- after it, and, of clients of those who left, what they had brought in the year before, and what of it the
-- ones had who did not
with leaving as (select unnest($reps::integer[]) as rep_id, unnest($months::integer[]) as gone),
sold as (
    select client_id, rep_id, month, sum(gross)::bigint as gross, sum(gross - returns)::bigint as net
    from client_month where client_id > 0 and month <= $last group by all
),
bought as (select client_id, month, arg_max(rep_id, row(gross, -rep_id)) as rep_id from sold where gross > 0 group by client_id, month),
steps as (          -- from a month of buying to the next ones: no client is looked at twice for one month of leaving
    select client_id, rep_id, month, lead(month) over later as next, lead(month, 2) over later as after_next,
           case count(*) over half when 1 then 1 when 2 then 2 when 3 then 2 else 3 end as often
    from bought
    window later as (partition by client_id order by month),
           half as (partition by client_id order by month range between 5 preceding and current row)
),
led as (            -- the month of leaving itself counts neither as before nor as after
    select g.gone, s.client_id, s.rep_id, s.often,
           coalesce(case when next > g.gone then next else after_next end <= g.gone + 6, false) as kept
    from steps s join (select distinct gone from leaving) g on g.gone > s.month and g.gone <= least(coalesce(s.next, 999999), s.month + 6)
),
brought as (
    select gone, led.rep_id, often, sum(s.net) as bought, sum(s.net) filter (not kept) as lost
    from led semi join leaving using (rep_id, gone) join sold s on s.client_id = led.client_id and s.month between gone - 12 and gone - 1
    group by all
)
select gone, rep_id, often, count(*) as clients, count(*) filter (kept) as kept, coalesce(any_value(bought), 0)::bigint as bought, coalesce(any_value(lost), 0)::bigint as lost
from led left join brought using (gone, rep_id, often)
where rep_id > 0
group by gone, rep_id, often
order by gone, rep_id, often
