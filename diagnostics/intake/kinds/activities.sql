-- a call or a meeting: one line of the file; nothing said of its length is no length. Of two who spoke the one with a name is ours.
select line, :unread, null::text as doc, date as day, client, client_code,
       case when not is_phone(rep) then rep when not is_phone(other) then other end as rep, rep_code, type,
       case when duration_unread is null then coalesce(duration, 0) end as seconds,
       case when is_not_done(status) then 'not_done' end as ignored
from cells
