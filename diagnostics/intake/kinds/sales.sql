-- a line of a sales document; without an amount it is price x quantity less the discount
select line, doc, date as day, client, client_code, rep, rep_code, department, product, product_group,
       coalesce(amount, line_amount(price, quantity, discount)) as amount,
       case when is_cancelled(status) then 'cancelled' end as ignored
from cells
