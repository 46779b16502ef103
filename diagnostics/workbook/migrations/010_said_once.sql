-- What several readers ask in the same way.

-- The rows of a table that hold, with whom they name; null where that is nobody known.
create macro rows_of_reps(t) as table
select r.*, a.rep_id from current_rows(t) r left join rep_alias a on a.alias = coalesce(r.rep, r.rep_code) and a.is_code = (r.rep is null);

-- Grain: a stretch of months in which one rep leads one client; active up to `active_to`; `never` has he bought before its end.
-- No look-ahead: the state of a client in a month uses purchases up to that month only; the window is one
-- for the whole history. After a rep has left, his client belongs to the rep of the client list, else to nobody (0).
create macro client_span() as table
with buys as (                              -- who sold most to the client in the month
    select client_id, month, arg_max(rep_id, row(gross, -rep_id)) as rep_id
    from (select client_id, rep_id, month, sum(gross) as gross from company_month where client_id > 0 group by all)
    where gross > 0 group by client_id, month
),
leaving as (                                -- 0 is nobody, and nobody leaves
    select rep_id, coalesce(month_number(left_on), 999999) as left_month from dim_rep union all select 0, 999999
),
stretches as (                              -- from one month of buying to the next: one rep, active while the window lasts
    select client_id, rep_id, month as first,
           coalesce(lead(month) over (partition by client_id order by month) - 1, last_month) as last,
           least(coalesce(lead(month) over (partition by client_id order by month) - 1, last_month), month + window_months - 1) as active_to
    from buys, rhythm
),
sold as (                                   -- the seller leads the client until he leaves
    select client_id, rep_id, first, least(last, greatest(left_month, first)) as last,
           least(active_to, greatest(left_month, first)) as active_to
    from stretches join leaving using (rep_id)
),
free as (                                   -- stretches without a seller fall to the rep of the list
    select s.client_id, case when c.owner_id = s.rep_id then 0 else coalesce(c.owner_id, 0) end as rep_id,
           greatest(left_month, first) + 1 as first, last, active_to, false as never
    from stretches s join leaving using (rep_id) join dim_client c using (client_id)
    where last > greatest(left_month, first)
    union all                               -- on the list, has not bought yet
    select c.client_id, coalesce(c.owner_id, 0), greatest(coalesce(month_number(c.since), first_month), first_month),
           coalesce(b.first - 1, last_month), -1, true
    from dim_client c
    left join (select client_id, min(month) as first from buys group by all) b using (client_id), rhythm
    where c.listed and coalesce(b.first - 1, last_month) >= greatest(coalesce(month_number(c.since), first_month), first_month)
)
select client_id, rep_id, first, last, active_to, false as never from sold
union all                               -- the rep of the list too leads a client until he leaves
select client_id, rep_id, first, least(last, left_month), least(active_to, left_month), never
from free join leaving using (rep_id) where first <= left_month
union all                               -- and then nobody does
select client_id, 0, greatest(first, left_month + 1), last, active_to, never
from free join leaving using (rep_id) where last > left_month;
