-- grain: one stretch of work of a rep, as the staff list has it
select a.rep_id, s.hired, s.left_on
from current_rows('rep') s join rep_alias a on a.alias = s.rep and not a.is_code
where s.role = 'rep' and s.hired is not null
order by s.hired, s.rep
