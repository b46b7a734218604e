-- Reasons are kept where they can be erased: the audit holds ids and numbers alone.
alter table release add column approval_reason text;

create table export (
  id uuid primary key,
  person uuid not null references person,
  organisation text not null,
  format text not null,
  reason text not null,
  entity_count integer not null,
  at timestamptz not null
);
create index export_person on export (person);
comment on table export is 'search: what was taken out as a file and why; its audit event names it as object and lists the entities';
grant select, insert on export to shield_app;
