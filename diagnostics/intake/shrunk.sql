-- Rows of the last import of the same report and of this one, where this one begins no later and has far fewer;
-- no row where all is well. A report of a later period only is no shrunken one.
with this as (
    select b.id, b.source, b.kind, b.call, b.first_day, b.last_day, sum(f.rows_accepted) as accepted
    from batch b join batch_file f on f.batch = b.id where b.id = $batch group by all
),
before as (
    select b.id, b.first_day, b.last_day, sum(f.rows_accepted) as accepted
    from active_batch b join batch_file f on f.batch = b.id, this
    where b.source = this.source and b.kind = this.kind and b.call < this.call
    group by all order by b.id desc limit 1
)
select before.accepted::bigint, this.accepted::bigint
from before, this
where this.accepted < $share * before.accepted and before.accepted - this.accepted >= $missed
  and coalesce(this.first_day <= before.first_day + interval 3 day, true)
