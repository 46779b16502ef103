-- one number: the head's own deals; won deals where deals are known, else his clients of each quarter: a waybill is no deal
with bought as (
    select client_id, month_number(day) as month, orders from client_day where rep_id = $head and orders > 0
),
quarters as (
    select case when (select basis from rollup) = 'deal' then sum(orders) else 1 end as deals
    from bought where month between $first and $last
    group by client_id, (month - $first) // 3
)
select coalesce(sum(deals), 0)::bigint from quarters
