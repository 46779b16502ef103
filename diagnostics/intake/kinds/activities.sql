-- a call or a meeting: one line of the file; nothing said of its length is no length
select line, :unread, null::text as doc, date as day, client, client_code, rep, rep_code, type,
       case when duration_unread is null then coalesce(duration, 0) end as seconds, null::text as ignored
from cells
