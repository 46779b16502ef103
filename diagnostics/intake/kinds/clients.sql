-- a client of the list; who has no name of his own is called by his code
select line, :unread, null::text as doc, null::date as day,
       coalesce(client, nullif(concat_ws(' ', first_name, last_name), ''), client_code) as client,
       client_code, inn, rep, rep_code, since, null::text as ignored
from cells
