-- a client of the list; who has no name of his own is called by his code. amoCRM lists companies and their contacts in one
-- table: the name of a company stands under «Наименование», and under «Компания» for its contacts
select line, :unread, null::text as doc, null::date as day,
       coalesce(client, title, nullif(concat_ws(' ', first_name, last_name), ''), client_code) as client,
       client_code, inn, rep, rep_code, since,
       case when is_no_client(relation) or (is_contact(relation) and client is not null and title is not null) then 'no_client' end as ignored
from cells
