-- A page of a collection costs by what is on it, also where the client asks for one type among many.
create index taxii_version_type on taxii_version (collection_id, type, added);

create table taxii_reference (
  collection_id uuid not null references taxii_collection,
  -- The entity or link whose own body refers to the target, in the collection or left out of it.
  member bigint not null,
  target text not null,
  primary key (collection_id, member, target)
);
create index taxii_reference_target on taxii_reference (collection_id, target);
comment on table taxii_reference is 'taxii: what bodies of sources refer to, so that they are made anew when it comes into the collection or leaves it';
grant select, insert, update, delete on taxii_reference to shield_app;

-- The parts of an event by list: the head of one of 300,000 attributes is found without reading them.
create index misp_part_list on misp_part (client_id, event, name, member);
drop index misp_part_event;

-- A feed may be the folder of a MISP feed: by what its server says that the manifest has not changed.
alter table feed add column kind text not null default 'taxii' check (kind in ('taxii', 'misp'));
alter table feed add column manifest_tag text;
alter table feed add column manifest_date text;

-- A machine takes along what its organisation may, by its own credential: the request broke on the table of people.
alter table export drop constraint export_person_fkey;
comment on column export.person is 'who took it: a person, or a machine by its credential';
