-- People who may be victims: a random code and what help they need. Who they are lies in the vault and nowhere here.
alter table role_grant drop constraint role_grant_role_check;
alter table role_grant add constraint role_grant_role_check
  check (role in ('analyst','exchange-officer','supervisor','administrator','oversight','case-worker'));

create table arrival (
  id uuid primary key,
  marking_id integer not null references marking,
  site text not null check (length(site) between 2 and 200),
  expected integer check (expected > 0),
  organisations text[] not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  made_by uuid not null references person,
  organisation text not null references organisation (code),
  made_at timestamptz not null
);
create index arrival_started on arrival (started_at desc);
comment on table arrival is 'protection: a place and time at which people come out; who works there is in its marking';

create table protected_person (
  code text primary key,
  marking_id integer not null references marking,
  arrival_id uuid references arrival,
  arrived_at timestamptz not null,
  -- Who stay together share it.
  party uuid not null,
  triage jsonb not null default '{}',
  -- Place of the turn in the order of help: 0 is most pressing.
  turn smallint not null,
  standing text not null default 'possible' check (standing in ('possible','identified','not-identified')),
  interview text not null default 'none' check (interview in ('none','begun','done')),
  has_conflict boolean not null default false,
  -- The latest sealed identity; the vault alone opens it.
  identity_id uuid,
  identity_at timestamptz,
  erased_before boolean not null default false,
  version integer not null default 1,
  changed_at timestamptz not null
);
create index protected_queue on protected_person (turn, arrived_at, code);
create index protected_arrival on protected_person (arrival_id, turn, arrived_at, code);
create index protected_party on protected_person (party);
comment on table protected_person is 'protection: where somebody stands now; how it came to that is in protection_act';

create table protection_act (
  sequence bigint generated always as identity primary key,
  -- Made by the device: sent again it is the same act.
  id uuid not null unique,
  code text not null references protected_person,
  kind text not null check (kind in ('arrived','triaged','joined','sealed')),
  -- Closed lists, codes and ids; never a word somebody wrote or said.
  body jsonb not null,
  conflicts text[] not null default '{}',
  at timestamptz not null,
  received_at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null
);
create index protection_act_code on protection_act (code, sequence);
comment on table protection_act is 'protection: everything that was done for a person, in order; nothing is overwritten';

grant select, insert, update on arrival, protected_person to shield_app;
grant select, insert on protection_act to shield_app;
grant usage, select on sequence protection_act_sequence_seq to shield_app;
