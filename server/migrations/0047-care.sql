-- Care: what is agreed with a person, who helps, how they are reached. Codes, closed lists, days and ids of sealed values.
create table service (
  id uuid primary key,
  key text not null unique,
  kind text not null,
  body jsonb not null,
  version integer not null default 1,
  changed_at timestamptz not null
);
comment on table service is 'care: one line of the directory as it stands; it holds nothing of anybody who is helped';
create table service_version (
  service_id uuid not null references service,
  version integer not null,
  body jsonb not null,
  at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null,
  primary key (service_id, version)
);
comment on table service_version is 'care: every version of the directory; none is overwritten';

create table shelter_place (
  id uuid primary key,
  organisation text not null references organisation (code),
  marking_id integer not null references marking,
  name text not null check (length(name) between 2 and 60),
  capacity integer not null check (capacity > 0),
  -- The address lies in the vault under a code of its own, like a person.
  vault_code text not null unique,
  address_id uuid,
  made_at timestamptz not null,
  made_by uuid not null references person,
  unique (organisation, name)
);
comment on table shelter_place is 'care: a house of an organisation; where it is lies sealed';

create table care_act (
  sequence bigint generated always as identity primary key,
  -- Made by the device: sent again it is the same act.
  id uuid not null unique,
  code text not null references protected_person,
  kind text not null,
  -- Closed lists, days, amounts and ids; never a word somebody wrote or said.
  body jsonb not null,
  at timestamptz not null,
  received_at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null
);
create index care_act_code on care_act (code, sequence);
comment on table care_act is 'care: everything that was done, in order; nothing is overwritten';

create table care_plan (
  code text primary key references protected_person,
  review_on date not null,
  reviewed_at timestamptz not null
);
create index care_plan_review on care_plan (review_on);
create table care_goal (
  id uuid primary key,
  code text not null references protected_person,
  need text not null,
  state text not null check (state in ('agreed','reached','refused','ended')),
  words_id uuid,
  at timestamptz not null
);
create index care_goal_code on care_goal (code);
create table care_step (
  id uuid primary key,
  goal_id uuid not null references care_goal,
  done_by text not null check (done_by in ('person','worker','service')),
  state text not null default 'open' check (state in ('open','done','refused')),
  words_id uuid not null,
  due_on date,
  at timestamptz not null
);
create index care_step_goal on care_step (goal_id);

create table shelter_stay (
  id uuid primary key,
  code text not null references protected_person,
  place_id uuid not null references shelter_place,
  in_at timestamptz not null,
  out_at timestamptz,
  out_to text,
  check ((out_at is null) = (out_to is null))
);
create unique index shelter_stay_now on shelter_stay (code) where out_at is null;
create index shelter_stay_place on shelter_stay (place_id) where out_at is null;
comment on table shelter_stay is 'care: a person sleeps in one house at a time';

create table health_certificate (
  id uuid primary key,
  code text not null references protected_person,
  travel text not null check (travel in ('fit','with-escort','not-yet')),
  interview text not null check (interview in ('fit','with-breaks','not-yet')),
  needs_rest boolean not null,
  -- Name of the doctor, sealed. What the person suffers from has no column.
  doctor_id uuid not null,
  issued_on date not null,
  valid_until date not null,
  check (valid_until >= issued_on)
);
create index health_certificate_code on health_certificate (code, valid_until);

create table money_claim (
  id uuid primary key,
  code text not null references protected_person,
  what text not null,
  at timestamptz not null
);
create index money_claim_code on money_claim (code);
create table money_entry (
  -- The act that brought it.
  id uuid primary key,
  claim_id uuid not null references money_claim,
  stage text not null check (stage in ('claimed','awarded','paid')),
  -- In the smallest unit of the currency.
  minor bigint not null check (minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  on_day date not null
);
create index money_entry_claim on money_entry (claim_id);

create table early_testimony (
  -- The act that brought it.
  id uuid primary key,
  code text not null references protected_person,
  state text not null check (state in ('offered','declined','agreed','recorded','withdrawn')),
  at timestamptz not null
);
create index early_testimony_code on early_testimony (code, at);
comment on table early_testimony is 'care: testimony recorded before a return; nothing else of care reads it';

create table safe_contact (
  -- The act that brought it: the latest holds.
  id uuid primary key,
  code text not null references protected_person,
  rules jsonb not null,
  code_word_id uuid,
  at timestamptz not null
);
create index safe_contact_code on safe_contact (code, at);
create table contact_attempt (
  id uuid primary key,
  code text not null references protected_person,
  channel text not null,
  outcome text not null,
  -- Rules it went against.
  faults text[] not null default '{}',
  reason_id uuid,
  at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null references organisation (code),
  looked_at timestamptz,
  looked_by uuid references person,
  check ((faults = '{}') = (reason_id is null))
);
create index contact_attempt_code on contact_attempt (code, at);
create index contact_attempt_unseen on contact_attempt (organisation, at) where faults <> '{}' and looked_at is null;

grant select, insert, update on service, shelter_place, care_plan, care_goal, care_step, shelter_stay to shield_app;
grant select, insert on service_version, care_act, health_certificate, money_claim, money_entry, early_testimony,
  safe_contact, contact_attempt to shield_app;
grant update (looked_at, looked_by) on contact_attempt to shield_app;
grant usage, select on sequence care_act_sequence_seq to shield_app;
