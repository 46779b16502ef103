-- a payment: one line of the file; what is paid back is subtracted, also where the file writes it without a minus
select line, :unread, doc, date as day, client, client_code, rep, rep_code,
       case when (is_return(doc_type) or (contains(doc, ' ') and is_return(doc))) and amount > 0 then :sign_of_return * amount else amount end as amount,
       null::text as ignored
from cells
