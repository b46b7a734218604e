-- Places in the log are given as acts are committed: a head says which transactions it has seen, so that one that runs long
-- (an import, or a backup of another database of the cluster) holds back nothing but itself.
alter table audit_checkpoint add column seen pg_snapshot;
comment on column audit_checkpoint.seen is 'every event of the transactions visible in it has its place; null where none was noted, and everything without a place is given one';
-- Until now the transaction of the last place was the line; beyond every transaction of this cluster it says nothing.
update audit_checkpoint set seen = (last.transaction || ':' || last.transaction || ':')::pg_snapshot
from (select p.transaction from audit_leaf l join audit_intake p on p.id = l.audit_id order by l.sequence desc limit 1) as last
where size = (select max(size) from audit_checkpoint) and last.transaction < pg_snapshot_xmax(pg_current_snapshot());
