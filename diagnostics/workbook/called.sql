-- how the rows that hold call people and clients: few texts, read once
create or replace temp table called as
select rep, rep_code, client, client_code, inn from current_rows('sale') group by all
union select rep, rep_code, client, client_code, inn from current_rows('client')
union select rep, rep_code, client, client_code, null from current_rows('deal')
union select rep, rep_code, client, client_code, null from current_rows('payment')
union select rep, rep_code, client, client_code, null from current_rows('activity')
union select rep, rep_code, null, null, null from current_rows('plan')
union select rep, rep_code, null, null, null from current_rows('pay')
union select rep, rep_code, null, null, null from current_rows('rep');
