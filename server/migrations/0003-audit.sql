-- The audit: a row in the same transaction as the act, then a Merkle log over the rows.
create table audit_intake (
  id uuid primary key,
  transaction xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  action text not null,
  person uuid,
  organisation text not null default '',
  object text not null default '',
  event bytea not null
);
create index audit_intake_transaction on audit_intake (transaction);
create index audit_intake_at on audit_intake (at desc);
create index audit_intake_person on audit_intake (person, at desc);
create index audit_intake_object on audit_intake (object) where object <> '';
comment on table audit_intake is 'audit: canonical bytes of each event; insert and select only';

create table audit_object (
  audit_id uuid not null references audit_intake,
  entity_wire uuid not null,
  primary key (entity_wire, audit_id)
);
create index audit_object_audit on audit_object (audit_id);
comment on table audit_object is 'audit: which entities an event showed, so that "who looked at this" has an answer';

create table audit_leaf (
  sequence bigint primary key,
  audit_id uuid not null unique references audit_intake
);
comment on table audit_leaf is 'audit: the place of an event in the log; sequencer order';

create table audit_tile (
  level smallint not null,
  number bigint not null,
  width smallint not null check (width between 1 and 256),
  hashes bytea not null,
  primary key (level, number, width)
);
comment on table audit_tile is 'audit: C2SP tlog-tiles; a partial tile is kept beside the full one';

create table audit_checkpoint (
  size bigint primary key,
  note text not null,
  at timestamptz not null default now()
);
comment on table audit_checkpoint is 'audit: signed C2SP checkpoints';
