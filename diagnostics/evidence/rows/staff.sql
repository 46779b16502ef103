-- grain: person of the staff list, latest hiring first
select name as rep, position, hired, left_on from dim_rep where in_staff order by hired desc nulls last, name
