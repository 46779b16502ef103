-- who has left, nobody says when, is left out: as long as he counted as working every share of those who stay would be wrong.
-- Russian names are written surname first, Latin ones given name first
select line, :unread, null::text as doc, null::date as day,
       coalesce(rep, nullif(case when regexp_matches(last_name, '[А-Яа-яЁё]') then concat_ws(' ', last_name, first_name, middle_name)
                                 else concat_ws(' ', first_name, middle_name, last_name) end, '')) as rep,
       rep_code, position, coalesce(r.role, 'rep') as role, department, boss,
       coalesce(hired, day_of(days[1], 'dmy')) as hired, coalesce("left", day_of(days[2], 'dmy'))::date as left_on,
       case when left_on is null and is_gone(status) then 'gone' end as ignored
from (select *, regexp_extract_all(worked, '\d{1,2}\.\d{1,2}\.\d{2,4}') as days from cells) left join position_roles r using (position)
