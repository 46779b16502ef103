-- grain: person or client, with the months of the first and the last sale
with sold as materialized (
    select rep_id, client_id, min(month) as first, max(month) as last from client_month where gross > 0 group by all
)
select 'rep', d.key, d.name, null, min(first), max(last) from dim_rep d left join sold using (rep_id) group by d.key, d.name
union all
select 'client', d.key, d.name, d.inn, min(first), max(last) from dim_client d left join sold using (client_id) group by d.key, d.name, d.inn
order by 1, 2
