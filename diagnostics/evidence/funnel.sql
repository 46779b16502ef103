-- grain: deal, however many lines it has: rep (0 is nobody), how it stands, when it came and when it ended
with lines as (
    select coalesce(a.rep_id, 0) as rep_id, d.state, d.created, d.day, coalesce(d.doc, d.batch || ':' || d.line) as deal
    from current_rows('deal') d
    left join rep_alias a on (a.alias = d.rep and not a.is_code) or (d.rep is null and a.alias = d.rep_code and a.is_code)
)
select min(rep_id) as rep_id, any_value(state) as state, min(created) as created, max(day) as ended
from lines group by deal order by deal
