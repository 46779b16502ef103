-- The company's own rhythm of buying: pauses between a client's days, and the window in which one who buys is active.

delete from rhythm;
insert into rhythm
with gaps as (
    select date_diff('day', lag(day) over (partition by client_id order by day), day) as gap
    from (select distinct client_id, day from client_day where client_id > 0 and orders > 0)
),
chosen as (select try_cast(value as integer) as months from setting_now where name = 'window_months')
select median(gap), quantile_cont(gap, .95), count(gap),
       coalesce((select months from chosen),
                case when count(gap) < 50 then 3
                     else greatest(1, least(12, ceil(quantile_cont(gap, .95) / 30.4)))::integer end),
       (select min(month) from client_month), (select max(month) from client_month)
from gaps;
