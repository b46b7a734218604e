-- TAXII 2.1: what each client's collection holds, in the order in which it came to hold it; and the pulls from others' servers.
alter table client add column can_write boolean not null default false;

create table door_address (
  single boolean primary key default true check (single),
  address text not null
);
comment on table door_address is 'identity: where this node last listened, so that a credential made by the command line names it';

create table taxii_collection (
  id uuid primary key,
  client_id uuid not null unique references client,
  -- Policy and rights under which the feed was made; other ones look at everything again.
  epoch text not null default '',
  -- How far the changes of the outlet were followed, and how far members were looked at again.
  position bigint not null default 0,
  swept bigint,
  -- Microseconds of the last date_added: each version gets a greater one, given by the one writer the row's lock allows.
  last_added bigint not null default 0
);
comment on table taxii_collection is 'taxii: the feed of one client; nothing that it may not see moves any of it';

create table taxii_served (
  collection_id uuid primary key references taxii_collection,
  added bigint not null default 0
);
comment on table taxii_served is 'taxii: the latest version the client has fetched: what it never had needs no recall';

create table taxii_member (
  collection_id uuid not null references taxii_collection,
  -- An entity by its number, a link by its number below zero.
  member bigint not null,
  object_id text not null,
  from_entity bigint,
  to_entity bigint,
  primary key (collection_id, member)
);
create index taxii_member_object on taxii_member (collection_id, object_id);
create index taxii_member_from on taxii_member (collection_id, from_entity) where from_entity is not null;
create index taxii_member_to on taxii_member (collection_id, to_entity) where to_entity is not null;
comment on table taxii_member is 'taxii: which entity or link an object of a collection is made of; several sources may state one object';

create table taxii_object (
  collection_id uuid not null references taxii_collection,
  object_id text not null,
  hash bytea not null,
  created timestamptz not null,
  modified timestamptz not null,
  primary key (collection_id, object_id)
);
comment on table taxii_object is 'taxii: the newest content of an object, so that one that did not change gets no version';

create table taxii_version (
  collection_id uuid not null references taxii_collection,
  added bigint not null,
  object_id text not null,
  type text not null,
  version text not null,
  spec_version text not null,
  is_last boolean not null,
  -- The records it was made of: the version goes with them.
  records bigint[] not null,
  -- Entities whose content it shows, for the audit.
  shown uuid[] not null,
  object text not null,
  primary key (collection_id, added)
);
create index taxii_version_last on taxii_version (collection_id, added) where is_last;
create index taxii_version_object on taxii_version (collection_id, object_id, added);
comment on table taxii_version is 'taxii: versions of objects as JSON, made once; pages are scans of the key';

create table taxii_status (
  id uuid primary key,
  client_id uuid not null references client,
  at timestamptz not null,
  status jsonb not null
);
create index taxii_status_client on taxii_status (client_id);
create index taxii_status_at on taxii_status (at);
comment on table taxii_status is 'taxii: what became of the objects of one request; kept for a week';

create table taxii_quarantine (
  id uuid primary key,
  client_id uuid not null references client,
  object_id text not null,
  version text not null,
  hash bytea not null,
  object jsonb not null,
  at timestamptz not null,
  unique (client_id, object_id, version, hash)
);
comment on table taxii_quarantine is 'taxii: an object that claims a version which is known with other content';

create table feed (
  id uuid primary key,
  organisation text not null,
  marking_id integer not null references marking,
  source_name text not null,
  purpose text not null,
  -- The address of one collection.
  url text not null,
  credential bytea,
  every_minutes integer not null check (every_minutes between 5 and 10080),
  state text not null check (state in ('active', 'paused')),
  added_after text,
  next text,
  last_pull timestamptz,
  next_pull timestamptz not null,
  attempts integer not null default 0,
  fault text,
  counts jsonb not null default '{"new": 0, "matched": 0, "changed": 0, "conflict": 0, "rejected": 0, "warnings": 0}',
  created_by uuid references person,
  created_at timestamptz not null
);
create index feed_marking on feed (marking_id);
create index feed_by on feed (created_by);
create index feed_newest on feed (organisation, id desc);
create index feed_due on feed (next_pull) where state = 'active';
comment on table feed is 'taxii: a collection of another server that is pulled by the clock, and how far it was';

grant select, insert, update, delete on door_address, taxii_collection, taxii_served, taxii_member, taxii_object, taxii_version,
  taxii_status, taxii_quarantine, feed to shield_app;
