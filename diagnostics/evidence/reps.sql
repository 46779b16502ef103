-- everybody whom the staff list, the sales or a plan names, with the months of the first and the last sale
select d.rep_id, d.name, d.hired, d.left_on, min(m.month), max(m.month)
from dim_rep d left join client_month m using (rep_id)
group by all
order by d.rep_id
