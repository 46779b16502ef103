-- one row per thing that does not add up: its name and the two figures
with raw as (
    select sum(amount) as amount from (
        select amount from current_rows('sale') where (select basis from rollup) = 'sale'
        union all
        select amount from current_rows('deal') where (select basis from rollup) = 'deal' and state = 'won' and closed is not null
        union all
        select amount from current_rows('payment') where (select basis from rollup) = 'payment'
    )
),
figures as (
    select 'client_month' as name, (select amount from raw) as expected, (select sum(gross - returns) from client_month) as found
    union all
    select 'client_day', (select amount from raw), (select sum(amount) from client_day)
    union all
    select 'active', 0, (select count(*) from base_month where active > base or active < 0)
)
select name, expected, found from figures where coalesce(expected, 0) <> coalesce(found, 0)
