-- one row: first and last day of the revenue, usual and long pause between days with sales
with days as (select distinct day from client_day),
gaps as (select date_diff('day', lag(day) over (order by day), day) as gap from days)
select (select min(day) from days), (select max(day) from days), (select quantile_cont(gap, .95) from gaps)
