-- What changed, in the order of commits, for those outside who follow: TAXII collections, webhooks, streams of events.
create table outlet_place (
  single boolean primary key default true check (single),
  until xid8 not null default '0',
  ahead bigint[] not null default '{}',
  last bigint not null default 0
);
insert into outlet_place default values;
comment on table outlet_place is 'outlet: how far committed changes were followed; its lock makes one writer';

create table outlet_change (
  entity_id bigint not null,
  marking_id integer not null,
  sequence bigint not null unique,
  hash bigint not null,
  primary key (entity_id, marking_id)
);
comment on table outlet_change is 'outlet: when what stands of an entity under one marking last changed: who may not see the marking has no change';

create table webhook (
  id uuid primary key,
  client_id uuid not null references client,
  url text not null,
  secret bytea not null,
  -- Up to here it was told; a message under way keeps its id while it is tried again.
  position bigint not null,
  message_id uuid,
  attempts integer not null default 0,
  next_try timestamptz not null,
  last_fault text,
  delivered_at timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index webhook_client on webhook (client_id);
comment on table webhook is 'outlet: where a client wants to be told that something changed; ids, kinds and addresses, never content';

grant select, insert, update, delete on outlet_place, outlet_change, webhook to shield_app;
