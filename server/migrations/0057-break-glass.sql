-- A look in an emergency: one person, named fields, one hour, judged by another within 72.
create table break_glass (
  id uuid primary key,
  -- No reference: whether anybody has this code shows to nobody before the second factor, and not in what is kept.
  code text not null,
  fields text[] not null check (cardinality(fields) > 0),
  danger text not null check (danger in ('life','health','child','abduction')),
  reason_id uuid not null,
  asked_at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null references organisation (code),
  confirmed_at timestamptz,
  way text check (way in ('passkey','again')),
  ends_at timestamptz,
  opened integer not null default 0,
  result text check (result in ('justified','not-justified','misuse')),
  because_id uuid,
  reviewed_at timestamptz,
  reviewed_by uuid references person,
  check ((confirmed_at is null) = (ends_at is null)),
  check ((result is null) = (reviewed_at is null)),
  check (reviewed_by is null or reviewed_by <> person_id)
);
create index break_glass_code on break_glass (code, asked_at);
create index break_glass_person on break_glass (person_id, asked_at);
create index break_glass_waiting on break_glass (confirmed_at) where result is null and confirmed_at is not null;
comment on table break_glass is 'break-glass: who looked at whom in an emergency, and what another person thought of it';
grant select, insert, update on break_glass to shield_app;

alter table ceremony drop constraint ceremony_kind_check;
alter table ceremony add constraint ceremony_kind_check
  check (kind in ('passkey-register','passkey-sign-in','passkey-step-up','oidc'));
