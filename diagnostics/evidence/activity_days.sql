-- one row: first and last day of calls and meetings, long pause between days that have any
with days as (select distinct day from current_rows('activity')),
gaps as (select date_diff('day', lag(day) over (order by day), day) as gap from days)
select (select min(day) from days), (select max(day) from days), (select quantile_cont(gap, .95) from gaps)
