-- The graph follows links and judgements, which change without a change of any statement: a link that waited for its end, a record
-- that is nothing but a link, a judgement. The tables tell it themselves, so that no writer can forget to.
alter table index_change add column linked_ids bigint[];
comment on column index_change.linked_ids is 'registry: entities of which links out, or judgements as the left side, have changed';
create index index_change_transaction on index_change (transaction);

create function tell_link_change() returns trigger language plpgsql as $$
begin
  insert into index_change (linked_ids) select array_agg(distinct from_entity) from changed having count(*) > 0;
  return null;
end $$;
create trigger link_added after insert on link referencing new table as changed
  for each statement execute function tell_link_change();
create trigger link_changed after update on link referencing new table as changed
  for each statement execute function tell_link_change();

create function tell_judgement_change() returns trigger language plpgsql as $$
begin
  insert into index_change (linked_ids) select array_agg(distinct left_entity) from changed having count(*) > 0;
  return null;
end $$;
create trigger judgement_added after insert on judgement referencing new table as changed
  for each statement execute function tell_judgement_change();
create trigger judgement_changed after update on judgement referencing new table as changed
  for each statement execute function tell_judgement_change();
