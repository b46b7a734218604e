-- A package holds several entities and the links between them; what a partner reads is known from its hello.
update release set package = jsonb_build_object(
  'entities', jsonb_build_array(package - 'marking'), 'links', '[]'::jsonb, 'marking', package->'marking');
update release_amendment set package = jsonb_build_object(
  'entities', jsonb_build_array(package - 'marking'), 'links', '[]'::jsonb, 'marking', package->'marking')
  where package is not null;
update early_amendment set body = jsonb_set(body, '{package}', jsonb_build_object(
  'entities', jsonb_build_array((body->'package') - 'marking'), 'links', '[]'::jsonb, 'marking', body->'package'->'marking'));

alter table peer add column reads jsonb not null default '{}';
comment on column peer.reads is 'of kinds of message that have an earlier form, the newest form the partner has said that it reads';

create table release_link (
  release_id uuid not null references release,
  link_wire uuid not null,
  since integer not null default 1,
  until integer,
  primary key (release_id, link_wire)
);
create index release_link_of on release_link (link_wire);
comment on table release_link is 'exchange: which link went out in which release';
comment on column release_link.until is 'the version that left it out; null while the partner has it';
grant select, insert, update on release_link to shield_app;

alter table release_statement add column told_as uuid;
comment on column release_statement.told_as is 'the entity of the package it stands under; null for what went when a package was one entity';

update release_amendment set state = 'dropped' where state = 'waiting';
alter table release_amendment drop column entities, drop column statements, add column draft jsonb;
comment on column release_amendment.draft is 'what was chosen, while it waits for a second person';
