-- The linked database: sources, records, statements, entities, links, judgements.
create table marking (
  id integer primary key generated always as identity (start with 1),
  hash bytea not null unique,
  block jsonb not null,
  created_at timestamptz not null default now()
);
comment on table marking is 'registry: interned handling blocks; equal blocks are one row, and every other row carries its number';

-- An id past the end of the bitmap reads as not visible, never as an error.
create function visible(bits bytea, marking_id integer) returns boolean
language sql immutable parallel safe
return case when marking_id < octet_length(bits) * 8 then get_bit(bits, marking_id) = 1 else false end;
comment on function visible is 'registry: is this marking among the bits the policy allows';

create function any_visible(bits bytea, markings integer[]) returns boolean
language sql immutable parallel safe
return case
  when cardinality(markings) = 1 then visible(bits, markings[1])
  else exists (select 1 from unnest(markings) as m where visible(bits, m))
end;
comment on function any_visible is 'registry: an entity exists for you if one of its statements does';

create table source (
  id bigint primary key generated always as identity,
  wire uuid not null unique,
  organisation text not null,
  name text not null,
  description text not null default '',
  origin_node text not null,
  reliability text not null default 'F' check (reliability in ('A','B','C','D','E','F')),
  marking_id integer not null references marking,
  created_by uuid,
  created_at timestamptz not null default now(),
  unique (organisation, name)
);
create index source_marking on source (marking_id);
comment on table source is 'registry: where records come from; a source belongs to one organisation, so two organisations may each hold the same list';

create table batch (
  id bigint primary key generated always as identity,
  wire uuid not null unique,
  source_id bigint not null references source,
  organisation text not null,
  marking_id integer not null references marking,
  file_name text not null,
  file_hash bytea,
  format text not null,
  mapping jsonb,
  state text not null check (state in ('uploaded','previewed','queued','running','done','failed','cancelled','undone')),
  dry_run boolean not null default false,
  counts jsonb not null default '{}',
  progress jsonb not null default '{}',
  fault text,
  created_by uuid,
  purpose text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  undo_reason text
);
create index batch_source on batch (source_id);
create index batch_marking on batch (marking_id);
create index batch_newest on batch (organisation, id desc);
comment on table batch is 'intake: one import of one file, or one envelope of a partner';

create table batch_defect (
  batch_id bigint not null references batch,
  number integer not null,
  defect jsonb not null,
  primary key (batch_id, number)
);
comment on table batch_defect is 'intake: what was wrong in a file, by place and rule';

-- Records, entities, statements and links come by the thousand through one writer, and carry no foreign keys:
-- the checks row by row took a third of an import (measured: 32 µs of 95 a record).
create table record (
  id bigint primary key generated always as identity,
  source_id bigint not null,
  batch_id bigint not null,
  key text not null,
  version text not null default '',
  hash bytea not null,
  body jsonb not null,
  marking_id integer not null,
  recorded_at timestamptz not null default now(),
  -- A record stands until a later batch replaces it, its batch is undone, or its owner recalls it.
  replaced_by_batch bigint,
  ended_at timestamptz
);
create unique index record_standing on record (source_id, key) where ended_at is null;
create index record_ended on record (source_id, key) where ended_at is not null;
create index record_batch on record (batch_id);
create index record_replaced on record (replaced_by_batch) where replaced_by_batch is not null;
create index record_marking on record (marking_id);
comment on table record is 'registry: what a source said, verbatim';

create table entity (
  id bigint primary key generated always as identity,
  wire uuid not null unique,
  source_id bigint not null,
  key text not null,
  kind smallint not null,
  canonical bigint not null,
  -- The distinct markings of its standing statements; empty when none stands.
  markings integer[] not null default '{}',
  recorded_at timestamptz not null default now(),
  unique (source_id, key)
);
create index entity_canonical on entity (canonical);
comment on table entity is 'registry: a source''s own entity; canonical names the cluster that judgements make';

create table statement (
  id bigint generated always as identity,
  entity_id bigint not null,
  property smallint not null,
  value text not null,
  norm text not null,
  record_id bigint not null,
  marking_id integer not null,
  grade smallint not null,
  valid_from text,
  valid_until text,
  recorded_at timestamptz not null default now(),
  retracted_at timestamptz,
  primary key (entity_id, id)
) partition by hash (entity_id);
do $$ begin
  for n in 0..7 loop
    execute format('create table statement_%s partition of statement for values with (modulus 8, remainder %s)', n, n);
  end loop;
end $$;
create index statement_record on statement (record_id);
comment on table statement is 'registry: one value a record states of an entity; never updated but to retract it or to move it to another marking';

create table link (
  id bigint primary key generated always as identity,
  wire uuid not null unique,
  source_id bigint not null references source,
  key text not null,
  kind smallint not null,
  from_entity bigint not null,
  to_entity bigint not null,
  starts text,
  ends text,
  amount numeric,
  currency text,
  detail text,
  record_id bigint not null,
  marking_id integer not null,
  recorded_at timestamptz not null default now(),
  retracted_at timestamptz
);
create index link_from on link (from_entity) include (to_entity, kind, marking_id) where retracted_at is null;
create index link_to on link (to_entity) include (from_entity, kind, marking_id) where retracted_at is null;
create index link_record on link (record_id);
comment on table link is 'registry: a relation a record states between two entities';

create table parked_link (
  source_id bigint not null references source,
  record_id bigint not null references record,
  link jsonb not null,
  missing text[] not null
);
create index parked_link_source on parked_link (source_id);
create index parked_link_record on parked_link (record_id);
comment on table parked_link is 'registry: a relation whose end has not arrived; nothing is lost while it waits';

create table judgement (
  id bigint primary key generated always as identity,
  wire uuid not null unique,
  left_entity bigint not null references entity,
  right_entity bigint not null references entity,
  verdict text not null check (verdict in ('same','different','unsure')),
  reason text not null,
  organisation text not null,
  marking_id integer not null references marking,
  by_person uuid,
  at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_reason text,
  check (left_entity < right_entity)
);
create index judgement_left on judgement (left_entity) where withdrawn_at is null;
create index judgement_right on judgement (right_entity) where withdrawn_at is null;
create index judgement_marking on judgement (marking_id);
comment on table judgement is 'registry: same, different or unsure, who, why, when; withdrawing one restores the earlier state';

-- Readers of changes take rows whose transaction is older than every running one, so none is skipped.
create table index_change (
  id bigint primary key generated always as identity,
  transaction xid8 not null default pg_current_xact_id(),
  batch_id bigint,
  entity_ids bigint[]
);
comment on table index_change is 'registry: what the search index has to look at again';

create table mapping (
  id uuid primary key,
  organisation text not null,
  name text not null,
  header_hash bytea not null,
  mapping jsonb not null,
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  unique (organisation, header_hash)
);
comment on table mapping is 'intake: how the columns of a file were understood, remembered by its header';
