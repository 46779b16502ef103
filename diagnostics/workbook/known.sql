-- client and rep of each way of naming them; where no rep is named, the one who leads the client
create or replace temp table known as
select n.rep, n.rep_code, n.client, n.client_code, n.inn,
       coalesce(c.client_id, cc.client_id, 0) as client_id, coalesce(r.rep_id, rc.rep_id, dc.owner_id, 0) as rep_id
from called n
left join client_alias c on c.alias = n.client and c.inn is not distinct from n.inn and not c.is_code
left join client_alias cc on cc.alias = n.client_code and cc.is_code
left join rep_alias r on r.alias = n.rep and not r.is_code
left join rep_alias rc on rc.alias = n.rep_code and rc.is_code
left join dim_client dc on dc.client_id = coalesce(c.client_id, cc.client_id);
