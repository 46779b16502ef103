-- a payment: one line of the file; what is paid back is subtracted, also where the file writes it without a minus;
-- what the company pays to others, borrows or moves between its own accounts is none
with told as (
    select *, is_return(doc_type) or (contains(doc, ' ') and is_return(doc)) as returned,
           is_paid_out(doc_type) or (contains(doc, ' ') and is_paid_out(doc)) or (amount is null and spent is not null) as paid_out
    from cells
)
select line, :unread, doc, date as day, client, client_code, rep, rep_code,
       case when returned then case when coalesce(amount, spent) > 0 then :sign_of_return else 1 end * coalesce(amount, spent) else amount end as amount,
       case when struck or not posted then 'unposted' when is_not_clients(doc_type) or (paid_out and not returned) then 'paid_out' end as ignored
from told
