-- grain: deal that was won or lost and whose source is known, however many lines it has; the source as it is written most often
with lines as (
    select coalesce(doc, batch || ':' || line) as deal, state, source, name_key(source) as key, day
    from current_rows('deal') where source is not null
),
spelled as (
    select key, arg_max(source, row(times, source)) as source
    from (select key, source, count(*) as times from lines group by all) group by key
)
select min(s.source) as source, any_value(l.state) = 'won' as won
from lines l join spelled s using (key)
where l.state in ('won', 'lost')
group by l.deal having max(l.day) between $from and $upto
