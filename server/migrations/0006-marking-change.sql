-- How a record is handled may change: stricter at once, looser when a second person of its owner agrees.
create table marking_change (
  id uuid primary key,
  organisation text not null,
  entity_id bigint not null references entity,
  source_id bigint not null references source,
  -- The one record it is about; null for all that the source says of the entity.
  record_id bigint references record,
  weight text not null check (weight in ('stricter','looser','mixed')),
  state text not null check (state in ('done','waiting','approved','refused','withdrawn')),
  -- What was weighed: every version of the records, how many rows carry the blocks, and each block with its successor.
  records bigint[] not null,
  row_count integer not null,
  before integer[] not null,
  after integer[] not null,
  reason text not null,
  by_person uuid not null references person,
  at timestamptz not null,
  decided_by uuid references person,
  decided_at timestamptz,
  decided_reason text,
  check (cardinality(before) = cardinality(after)),
  check (state <> 'done' or weight = 'stricter'),
  check (state not in ('approved', 'refused') or decided_by <> by_person),
  check ((state in ('done', 'waiting')) = (decided_by is null))
);
create index marking_change_entity on marking_change (entity_id);
create index marking_change_source on marking_change (source_id);
create index marking_change_record on marking_change (record_id);
create index marking_change_by on marking_change (by_person);
create index marking_change_decided on marking_change (decided_by);
create index marking_change_waiting on marking_change (organisation) where state = 'waiting';
comment on table marking_change is 'registry: a change of handling, who asked, who agreed; nobody agrees with himself';
grant select, insert, update on marking_change to shield_app;

-- A later version of a record whose handling was decided must not fall back to what its file says.
alter table record add column handling_decided boolean not null default false;
create index record_handled on record (source_id, key) where handling_decided;
