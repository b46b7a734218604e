-- Agreements, releases, and the transport between nodes.
create table peer (
  node text primary key,
  name_en text not null,
  name_th text not null,
  address text not null,
  public_key jsonb not null,
  added_at timestamptz not null default now(),
  suspended_at timestamptz
);
comment on table peer is 'exchange: a partner node, where it listens and the key its organisation signs with';

create table agreement (
  id uuid primary key,
  peer text not null references peer,
  version integer not null,
  body jsonb not null,
  valid_from date not null,
  valid_until date not null,
  ours jsonb,
  theirs jsonb,
  suspended_at timestamptz,
  suspended_by text,
  created_at timestamptz not null default now()
);
create index agreement_peer on agreement (peer);
comment on table agreement is 'exchange: what two nodes may give each other; in force when both signatures are there and neither side has suspended it';

create table release (
  id uuid primary key,
  direction text not null check (direction in ('out','in')),
  peer text not null references peer,
  agreement_id uuid not null references agreement,
  organisation text not null,
  state text not null check (state in ('draft','waiting','approved','sent','applied','refused','recalling','recalled')),
  purpose text not null,
  legal_basis text not null,
  reason text not null,
  expires_on date,
  package jsonb not null,
  marking_id integer not null references marking,
  batch_id bigint references batch,
  created_by uuid,
  created_at timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  recalled_by uuid,
  recalled_at timestamptz,
  recall_reason text
);
create index release_peer on release (peer);
create index release_agreement on release (agreement_id);
create index release_marking on release (marking_id);
create index release_batch on release (batch_id);
comment on table release is 'exchange: what was handed over or received, exactly, and its state';

create table release_statement (
  release_id uuid not null references release,
  entity_wire uuid not null,
  statement_id bigint not null,
  primary key (release_id, entity_wire, statement_id)
);
comment on table release_statement is 'exchange: which statement went out in which release';

create table outbox (
  peer text not null references peer,
  sequence bigint not null,
  message_id uuid not null unique,
  kind text not null,
  envelope text not null,
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_fault text,
  delivered_at timestamptz,
  primary key (peer, sequence)
);
comment on table outbox is 'exchange: signed envelopes to a partner, in order, written in the transaction of the act';

create table inbox (
  peer text not null references peer,
  message_id uuid not null,
  sequence bigint not null,
  kind text not null,
  envelope text not null,
  received_at timestamptz not null default now(),
  applied_at timestamptz,
  primary key (peer, message_id),
  unique (peer, sequence)
);
comment on table inbox is 'exchange: every envelope accepted from a partner, once';

create table receipt (
  id uuid primary key,
  direction text not null check (direction in ('out','in')),
  peer text not null references peer,
  message_id uuid not null,
  release_id uuid references release,
  state text not null check (state in ('accepted','applied','recalled','refused')),
  envelope text not null,
  at timestamptz not null default now()
);
create index receipt_message on receipt (message_id);
create index receipt_peer on receipt (peer);
create index receipt_release on receipt (release_id);
comment on table receipt is 'exchange: signed answers of a partner, and ours to them';
