-- What a person agreed to, in a ledger that is only ever added to; and what others see of a person because of it.
alter table protected_person add column carers text[] not null default '{}';
comment on column protected_person.carers is 'protection: organisations that care for the person; others see what a share names';

create table consent_entry (
  id uuid primary key,
  code text not null references protected_person,
  purpose text not null,
  recipients text[] not null default '{}',
  basis text not null check (basis in ('consent','vital-interest','legal-duty','public-task')),
  -- Of a basis that is no consent: the article it rests on.
  article text,
  mode text not null check (mode in ('spoken','written','gesture')),
  language text not null,
  -- Version of the words that were read out.
  text_version text not null,
  guardian jsonb,
  at timestamptz not null,
  expires_at timestamptz,
  -- What the person said, sealed.
  words_id uuid,
  person_id uuid not null references person,
  organisation text not null,
  received_at timestamptz not null,
  check ((basis = 'consent') = (article is null))
);
create index consent_entry_code on consent_entry (code, at);
create table consent_withdrawal (
  entry_id uuid primary key references consent_entry,
  at timestamptz not null,
  mode text not null check (mode in ('spoken','written','gesture')),
  words_id uuid,
  person_id uuid not null references person,
  organisation text not null,
  received_at timestamptz not null
);
create table consent_restriction (
  id uuid primary key,
  code text not null references protected_person,
  restriction text not null,
  at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null
);
create index consent_restriction_code on consent_restriction (code);
create table consent_restriction_back (
  restriction_id uuid primary key references consent_restriction,
  at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null
);

create table person_share (
  id uuid primary key,
  code text not null references protected_person,
  organisation text not null references organisation (code),
  entry_id uuid not null references consent_entry,
  -- What of the person it shows, beside what help is needed.
  parts text[] not null,
  begun_at timestamptz not null,
  ends_at timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('withdrawn','expired','taken-back','declined','done')),
  by_person uuid not null references person,
  check (ends_at is null or ends_at > begun_at)
);
create index person_share_code on person_share (code) where ended_at is null;
create index person_share_organisation on person_share (organisation, code) where ended_at is null;
comment on table person_share is 'protection: an organisation that sees a person because the person agreed to it';

grant select, insert on consent_entry, consent_withdrawal, consent_restriction, consent_restriction_back to shield_app;
grant select, insert, update on person_share to shield_app;
