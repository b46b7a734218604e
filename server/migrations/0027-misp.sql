-- MISP: what each client of the sync door may have, as events with their parts, and what it was given.
create table misp_feed (
  client_id uuid primary key references client,
  -- Policy and rights under which the feed was made; other ones look at everything again.
  epoch text not null default '',
  -- How far the changes of the outlet were followed, and how far members were looked at again.
  position bigint not null default 0,
  swept bigint,
  -- A number for each content of a part, given by the one writer the row's lock allows.
  last_serial bigint not null default 0,
  last_event integer not null default 0
);
comment on table misp_feed is 'misp: the events of one client; nothing that it may not see moves any of them';

create table misp_event (
  client_id uuid not null references client,
  uuid uuid not null,
  -- MISP's own small number, within this client's events.
  number integer not null,
  -- Of an event that SHIELD makes of a source of another format: whose entities it holds, and how many were put in it.
  source_id bigint,
  members integer not null default 0,
  made_on date not null,
  -- Epoch seconds: as it stands, and as the client last had it.
  stamp bigint not null,
  had_stamp bigint not null default 0,
  had_serial bigint not null default 0,
  primary key (client_id, uuid),
  unique (client_id, number)
);
create index misp_event_source on misp_event (client_id, source_id) where source_id is not null;
comment on table misp_event is 'misp: an event of a client, a source''s own or made of the entities of a source';

create table misp_part (
  client_id uuid not null references client,
  -- The entity it is made of.
  member bigint not null,
  event uuid not null,
  uuid uuid not null,
  name text not null check (name in ('Event', 'Attribute', 'Object', 'EventReport')),
  is_deleted boolean not null default false,
  serial bigint not null,
  stamp bigint not null,
  hash bytea not null,
  tlp text not null,
  -- What a search by value looks in.
  said text[] not null,
  shown uuid,
  part text not null,
  primary key (client_id, member)
);
create index misp_part_event on misp_part (client_id, event, member);
create index misp_part_uuid on misp_part (client_id, uuid);
create index misp_part_said on misp_part using gin (said);
comment on table misp_part is 'misp: an attribute, an object, a report or the head of an event as JSON, made once; what was taken back stays as a deleted one for who had it';

create table misp_blocked (
  client_id uuid not null references client,
  uuid uuid not null,
  at timestamptz not null,
  primary key (client_id, uuid)
);
comment on table misp_blocked is 'misp: events that a client deleted, so that they are not taken again';

create table misp_sighting (
  id uuid primary key,
  client_id uuid not null references client,
  organisation text not null,
  event uuid not null,
  attribute uuid not null,
  type smallint not null check (type between 0 and 2),
  source text not null,
  seen bigint not null
);
create index misp_sighting_event on misp_sighting (organisation, event);
create index misp_sighting_client on misp_sighting (client_id);
comment on table misp_sighting is 'misp: that somebody saw an attribute, told by a client and read by those of its organisation';

grant select, insert, update, delete on misp_feed, misp_event, misp_part, misp_blocked, misp_sighting to shield_app;
