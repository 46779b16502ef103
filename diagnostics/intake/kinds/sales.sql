-- a line of a sales document; without an amount it is price x quantity less the discount. What a return brings back is
-- subtracted, also where the file writes it without a minus.
with signed as (
    select *, coalesce(amount, case when coalesce(discount_amount, 0) <= abs(line_amount(price, quantity, discount))
                                    then line_amount(price, quantity, discount) - coalesce(discount_amount, 0) end)
              - abs(coalesce(back, 0)) as value,
           -- a number alone says nothing; «Возврат товаров 00УТ-000017» does
           case when (is_return(doc_type) or (contains(doc, ' ') and is_return(doc)))
                     and coalesce(amount, line_amount(price, quantity, discount)) > 0 then :sign_of_return else 1 end as sign
    from cells
)
select line, :unread, doc, date as day, client, client_code, inn, rep, rep_code, department, product, product_group,
       sign * value as amount, sign * cost as cost, sign * coalesce(profit, value - cost) as profit,
       coalesce(discount_amount, line_amount(price, quantity, 0) - line_amount(price, quantity, discount)) as discount,
       region, channel, source,
       case when is_cancelled(status) or is_lost(status) or (is_sent_back(status) and sign * value > 0) then 'cancelled' when struck or not posted then 'unposted' when :is_open then 'unpaid' end as ignored
from signed
