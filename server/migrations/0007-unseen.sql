-- What is kept of a creating request is the id it made: the answer itself may hold what its owner takes back later.
alter table idempotency drop column status, drop column reply, add column made uuid;
comment on table idempotency is 'http: the id a creating request made, so that sending it again changes nothing and shows no more than today';

-- Colleagues who may not see each other's case each have a source of the same name: neither learns of the other's.
alter table source drop constraint source_organisation_name_key;
alter table source add constraint source_organisation_name_marking_key unique (organisation, name, marking_id);

create table recalled_release (
  peer text not null references peer,
  release_id uuid not null,
  at timestamptz not null default now(),
  primary key (peer, release_id)
);
comment on table recalled_release is 'exchange: a partner''s recall outlives everything; a release that comes after it, or again, stays out';
grant select, insert on recalled_release to shield_app;
