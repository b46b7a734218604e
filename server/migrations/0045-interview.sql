-- What a person tells, asked once: answers by indicator; every word that was said lies sealed.
create table indicator_set (
  id text not null,
  version text not null,
  body jsonb not null,
  loaded_at timestamptz not null,
  primary key (id, version)
);
comment on table indicator_set is 'interview: indicators and their rule as data; a version never changes';

create table interview (
  id uuid primary key,
  code text not null references protected_person,
  -- [{id, version}], the official one first.
  sets jsonb not null,
  state text not null check (state in ('open','paused','stopped','finished')),
  person_language text not null,
  officer_language text not null,
  interpreter text not null check (interpreter in ('none','present','remote')),
  -- Before the first question: who was there, what was made sure of.
  checklist text[] not null,
  present text[] not null,
  consent_id uuid not null references consent_entry,
  began_at timestamptz not null,
  ended_at timestamptz,
  judgement text check (judgement in ('possible-victim','no-sign-yet','unclear')),
  judgement_reason_id uuid,
  judged_at timestamptz,
  by_person uuid not null references person,
  organisation text not null,
  check ((judgement is null) = (judged_at is null))
);
create index interview_code on interview (code, began_at);

create table interview_act (
  sequence bigint generated always as identity primary key,
  -- Made by the device: sent again it is the same act.
  id uuid not null unique,
  interview_id uuid not null references interview,
  kind text not null check (kind in ('answer','pause','resume','stop','finish','judge')),
  indicator text,
  value text check (value in ('yes','no','unknown','declined','not-now')),
  basis text check (basis in ('said','observed','document','third-party')),
  words_id uuid,
  words_language text,
  translation_id uuid,
  translated_by text,
  -- Answered before in another interview; why it was asked again, sealed.
  again_id uuid,
  has_conflict boolean not null default false,
  at timestamptz not null,
  received_at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null,
  check ((kind = 'answer') = (indicator is not null))
);
create index interview_act_interview on interview_act (interview_id, sequence);
comment on table interview_act is 'interview: everything in its order; a later answer stands beside the earlier one, not over it';

grant select, insert on indicator_set, interview_act to shield_app;
grant select, insert, update on interview to shield_app;
grant usage, select on sequence interview_act_sequence_seq to shield_app;
