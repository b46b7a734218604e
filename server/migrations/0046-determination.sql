-- Whether somebody is a victim is decided by two organisations at least, with reasons; until then everybody is presumed one.
alter table role_grant drop constraint role_grant_role_check;
alter table role_grant add constraint role_grant_role_check
  check (role in ('analyst','exchange-officer','supervisor','administrator','oversight','case-worker','panel-member'));

create table determination (
  id uuid primary key,
  code text not null references protected_person,
  -- Country data and law as they were when it began.
  law jsonb not null,
  organisations text[] not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  opened_by uuid not null references person,
  organisation text not null,
  -- A review of an earlier one.
  reviews uuid references determination,
  outcome text check (outcome in ('identified','not-identified')),
  reasons_id uuid,
  legal_basis text,
  decided_at timestamptz,
  decided_by uuid references person,
  told_at timestamptz,
  told_language text,
  check ((outcome is null) = (decided_at is null))
);
create index determination_code on determination (code, opened_at);
create unique index determination_open on determination (code) where outcome is null;
comment on table determination is 'determination: one hearing of a panel; a later one stands beside it and never over it';

create table determination_vote (
  id uuid primary key,
  determination_id uuid not null references determination,
  vote text not null check (vote in ('identified','not-identified','abstains')),
  -- Why; sealed. A vote against what was decided is its dissent.
  reason_id uuid not null,
  at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null,
  organisation_kind text not null,
  unique (determination_id, organisation)
);
grant select, insert, update on determination to shield_app;
grant select, insert on determination_vote to shield_app;
