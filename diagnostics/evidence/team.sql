-- grain: rep who sold in the last year x month of it: net sales; `there`: he was there all year, by the staff list, else by his
-- first sale (whoever sells within $slack months of the beginning of the data was there before them), and has not left
with begun as (select rep_id, min(month) as first_sale from client_month group by rep_id)
select m.rep_id, m.month, sum(m.gross - m.returns)::bigint as net, coalesce(any_value(d.role), 'other') as role,
       any_value(coalesce(month_number(d.hired) <= $first, b.first_sale <= greatest($first, $data_first + $slack)))
       and not coalesce(any_value(month_number(d.left_on)) <= $last, false) as there
from client_month m join begun b using (rep_id) left join dim_rep d using (rep_id)
where m.month between $first and $last
group by m.rep_id, m.month order by m.rep_id, m.month
