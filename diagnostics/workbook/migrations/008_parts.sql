-- The sales of the whole company, also where a cursor looks at a part of it and `client_month` holds that part alone.

create view company_month as select * from client_month;
