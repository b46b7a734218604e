-- Leaving a place with everything: who ordered it, who agreed, how far it came, and what a drill has shown.
create table evacuation (
  id uuid primary key,
  kind text not null check (kind in ('drill','real')),
  reason text not null,
  state text not null default 'asked' check (state in ('asked','agreed','under-way','done','withdrawn')),
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  agreed_by uuid references person,
  agreed_at timestamptz,
  -- An order that nobody carries out ends by itself.
  good_until timestamptz not null,
  begun_at timestamptz,
  -- While this stands the node's door is closed.
  closed_at timestamptz,
  stage text,
  ended_at timestamptz,
  -- Why the last attempt stopped, in words without content.
  fault text,
  -- Seconds of each stage, sizes, counts: what the report says.
  result jsonb,
  check (agreed_by is distinct from asked_by),
  check ((agreed_by is null) = (agreed_at is null)),
  check (state not in ('agreed','under-way','done') or agreed_by is not null)
);
create index evacuation_asked_at on evacuation (asked_at desc, id);
create index evacuation_asked_by on evacuation (asked_by);
create index evacuation_agreed_by on evacuation (agreed_by);
-- One at a time: two exports of two moments would both claim to be the node.
create unique index evacuation_open on evacuation ((true)) where state in ('asked','agreed','under-way');
comment on table evacuation is 'evacuation: orders by two people to bring the node to safety, and drills';

create table evacuation_approval (
  person_id uuid primary key references person,
  code_hash bytea not null unique,
  made_at timestamptz not null,
  good_until timestamptz not null
);
comment on table evacuation_approval is 'evacuation: a code in an envelope, by which somebody agrees who can not come to a screen; used once, then gone';

grant select, insert, update on evacuation to shield_app;
grant select, insert, update, delete on evacuation_approval to shield_app;
