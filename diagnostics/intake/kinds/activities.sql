-- a call or a meeting: one line of the file
select line, null::text as doc, date as day, client, client_code, rep, rep_code, type, seconds_of(duration) as seconds,
       null as ignored
from cells
