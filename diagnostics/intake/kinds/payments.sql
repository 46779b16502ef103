-- a payment: one line of the file
select line, doc, date as day, client, client_code, rep, rep_code, amount, null::text as ignored
from cells
