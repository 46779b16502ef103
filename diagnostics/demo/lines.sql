-- Some months of sales. Grain: one row per line of a document, in the order of the journal.
-- $first, $last: months; $copies: clients in the place of each simulated one; $lines: mean lines of a document;
-- $sold, $returned: documents of each kind before these months; $sale_number, $return_number: prefixes.
insert into sales
with copied as (    -- the document of a simulated client, divided among the clients in his place
    select document * $copies + copy as key, copy, client_id, person_id, day,
           documents.kopecks < 0 as is_return,
           piece(documents.kopecks, copy, $copies, document * ($copies + 1)) as kopecks
    from documents, range($copies) as copies (copy)
    where month between $first and $last
),
timed as (          -- in working hours, with its number of lines
    select *, day + to_seconds(9 * 3600 + draw(key, 2) % (9 * 3600)) as moment,
           floor($lines)::bigint + (draw(key, 3) % 1000000 < ($lines - floor($lines)) * 1000000)::bigint as lines
    from copied
),
numbered as (       -- sales and returns have journals of their own
    select *, row_number() over (partition by is_return order by moment, key) as turn
    from timed
),
lined as (          -- a product group is at most once in a document: the step shares no factor with the ten groups
    select *, unnest(range(lines)) as line,
           least(draw(key, 4) % 10, draw(key, 5) % 10) as first_group, [1, 3, 7, 9][1 + draw(key, 6) % 4] as step
    from numbered
)
select moment,
       case when is_return then $return_number else $sale_number end
           || format('{:06d}', turn + case when is_return then $returned else $sold end) as number,
       client, product_group, person as rep, department,
       piece(kopecks, line, lines, key * 9) as kopecks
from lined
join client_names using (client_id, copy)
join people_names using (person_id)
join product_groups on group_id = (first_group + line * step) % 10
order by moment, key, line;
