-- grain: month: net sales
select month, sum(gross - returns)::bigint as net from client_month
where month between $first and $last group by month order by month
