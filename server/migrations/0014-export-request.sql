-- What is confidential leaves as a file when a second person of the organisation has agreed: once, within a day.
create table export_request (
  id uuid primary key,
  organisation text not null,
  format text not null check (format in ('csv','stix','ftm','misp')),
  -- What was asked for: these entities, as far as they stood then under these markings. No value of them is kept here.
  entities bigint[] not null,
  markings integer[] not null,
  standing_at timestamptz not null default now(),
  purpose text not null,
  reference text not null,
  reason text not null,
  state text not null check (state in ('waiting','approved','refused','withdrawn','taken')),
  by_person uuid not null references person,
  at timestamptz not null,
  decided_by uuid references person,
  decided_at timestamptz,
  decided_reason text,
  export_id uuid references export,
  check (state not in ('approved', 'refused', 'taken') or decided_by <> by_person),
  check ((state = 'waiting') = (decided_by is null)),
  check ((state = 'taken') = (export_id is not null))
);
create index export_request_by on export_request (by_person);
create index export_request_decided on export_request (decided_by);
create index export_request_export on export_request (export_id);
create index export_request_organisation on export_request (organisation, at desc);
comment on table export_request is 'search: an export of what is confidential, who asked and who agreed; nobody agrees with himself, and one file comes of it';
grant select, insert, update on export_request to shield_app;
