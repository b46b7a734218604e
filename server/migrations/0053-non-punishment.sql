-- Possible and identified victims who are punished for what they were made to do. A role of its own assesses.
do $$
declare known text;
begin
  select substring(pg_get_constraintdef(oid) from '^CHECK \((.*)\)$') into known
  from pg_constraint where conname = 'role_grant_role_check';
  alter table role_grant drop constraint role_grant_role_check;
  execute format('alter table role_grant add constraint role_grant_role_check check (role = ''assessor'' or %s)', known);
end $$;

create table punishment_finding (
  id uuid primary key,
  code text not null references protected_person,
  marking_id integer not null references marking,
  punishment text not null check (punishment in ('detained','charged','fined','blacklisted','sentenced','removal')),
  source text not null check (source in ('report','list','record')),
  -- Keyed digest of what it was found by, by a secret outside this database: the same thing is found once, and the table
  -- ties no code to a record of the police.
  tag bytea check (length(tag) = 16),
  -- Since when, by whom, which record: sealed under the key of the person.
  details_id uuid,
  -- Law and clocks of the country as they were when it was found.
  law jsonb not null,
  state text not null default 'found' check (state in ('found','assessing','assessed','reported','refused','done')),
  -- Until when the next step is to be done.
  due_at timestamptz,
  found_at timestamptz not null,
  ended_at timestamptz,
  -- Those who care are told: they said so themselves, or were asked.
  asked_at timestamptz,
  check ((state = 'done') = (ended_at is not null))
);
create unique index punishment_once on punishment_finding (code, tag) where tag is not null;
create index punishment_due on punishment_finding (due_at, id) where due_at is not null;
create index punishment_code on punishment_finding (code);
create index punishment_newest on punishment_finding (found_at desc, id desc);
comment on table punishment_finding is 'non-punishment: a punishment of somebody in protection; where it stands, as its acts tell it';

create table punishment_act (
  sequence bigint generated always as identity primary key,
  -- Made by the device: sent again it is the same act.
  id uuid not null unique,
  finding_id uuid not null references punishment_finding,
  kind text not null check (kind in ('offence','assess','second','outcome','follow','ask','chase','report')),
  -- Closed lists, ids and references to answers; never a word somebody wrote or said.
  body jsonb not null,
  -- The reason, the date and place of an offence: sealed.
  words_id uuid,
  at timestamptz not null,
  -- Null: the node itself.
  person_id uuid references person,
  organisation text not null
);
create index punishment_act_finding on punishment_act (finding_id, sequence);
comment on table punishment_act is 'non-punishment: everything that was done about a finding, in order; nothing is overwritten';

create table punishment_look (
  only_row boolean primary key default true check (only_row),
  -- The last statement that was compared, and when the round began and the last whole one ended.
  statement_id bigint not null default 0,
  round_began_at timestamptz,
  round_ended_at timestamptz
);
insert into punishment_look default values;
comment on table punishment_look is 'non-punishment: how far the records of the enforcement zone were compared';

-- What the round walks: statements of a status (property 68), in their order.
create index statement_status on statement (id) where property = 68 and retracted_at is null;

grant select, insert, update on punishment_finding to shield_app;
grant select, insert on punishment_act to shield_app;
grant select, update on punishment_look to shield_app;
grant usage, select on sequence punishment_act_sequence_seq to shield_app;
