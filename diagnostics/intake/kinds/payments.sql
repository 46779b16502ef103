-- a payment: one line of the file; what is paid back is subtracted, also where the file writes it without a minus;
-- what the company pays to others, borrows or moves between its own accounts is none
with told as (
    select *, not is_not_clients(purpose) and (is_return(doc_type) or (contains(doc, ' ') and is_return(doc)) or (out and is_sent_back(purpose))) as returned,
           is_paid_out(doc_type) or (contains(doc, ' ') and is_paid_out(doc)) or out as paid_out,
           is_not_clients(doc_type) or is_not_clients(purpose) or (not out and is_sent_back(purpose)) as no_clients
    from (select *, amount is null and spent is not null as out from cells)
)
select line, :unread, doc, date as day, client, client_code, rep, rep_code,
       case when returned then case when coalesce(amount, spent) > 0 then :sign_of_return else 1 end * coalesce(amount, spent) else amount end as amount,
       case when struck or not posted then 'unposted' when no_clients or (paid_out and not returned) then 'paid_out' end as ignored
from told
