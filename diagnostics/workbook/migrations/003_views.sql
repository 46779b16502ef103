-- What holds now, out of all that was ever imported.

create view setting_now as
select name, value from setting qualify row_number() over (partition by name order by rowid desc) = 1;

create view active_batch as
select b.* from batch b
where not exists (select 1 from batch_event e where e.batch = b.id and e.event = 'undone');

-- Batches beside which another import of the same source stands: their rows may replace each other.
create view contested_batch as
select b.* from active_batch b
where (select count(distinct call) from active_batch s where s.source = b.source and s.kind = b.kind) > 1;

-- Documents of contested batches and the last import that brought each. 1C starts its numbers anew each year,
-- so a sale or a payment is known by number and year; a deal keeps its number for life.
create macro numbered_rows(t) as table
select b.source, s.doc, case when t = 'deal' then 0 else year(s.day) end as doc_year, max(b.call) as call
from query_table(t) s
join contested_batch b on b.id = s.batch
where s.doc is not null
group by all;

-- The rows of a table that hold: of batches that were not undone, without those a later import replaced,
-- by document number, or where there is none by the days that it covers.
create macro current_rows(t) as table
select * from query_table(t)
where batch in (select id from active_batch except all select id from contested_batch)
union all
select s.*
from query_table(t) s
join contested_batch b on b.id = s.batch
left join numbered_rows(t) n
  on n.source = b.source and n.doc = s.doc and n.doc_year = case when t = 'deal' then 0 else year(s.day) end
where coalesce(n.call, b.call) = b.call
  and not exists (
      select 1 from contested_batch l
      where l.source = b.source and l.call > b.call and s.doc is null
        and (s.day is null or s.day between l.first_day and l.last_day)
  );

-- The same name in other spelling: case, spaces, quotes, yo, Latin letters that look like Cyrillic ones.
create macro plain_name(name) as lower(trim(regexp_replace(translate(name, '«»"''„“”' || chr(160) || chr(8239), '         '), '\s+', ' ', 'g')));
create macro name_key(name) as
    case when regexp_matches(plain_name(name), '[а-яё]')
         then translate(plain_name(name), 'ёaceopxykmhtb', 'еасеорхукмнтв')
         else plain_name(name) end;

-- Months as whole numbers: months apart is a difference.
create macro month_number(d) as (year(d) * 12 + month(d) - 1)::integer;
create macro month_start(n) as make_date((n // 12)::integer, (n % 12 + 1)::integer, 1);
