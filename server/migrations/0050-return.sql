-- The way home: tracks side by side with gates, and who acts on them. What anybody said or is called lies in the vault.
create table return_case (
  id uuid primary key,
  code text not null references protected_person,
  -- The state that is asked to receive, ISO 3166-1 alpha-2; absent: none is known.
  destination text check (destination ~ '^[A-Z]{2}$'),
  -- Country data as it was when it began.
  law jsonb not null,
  opened_at timestamptz not null,
  opened_by uuid not null references person,
  organisation text not null references organisation (code),
  -- What the board shows, computed from the tracks whenever one moves (core/return-tracks).
  stage text not null,
  missing text[] not null,
  turns text[] not null,
  due_at timestamptz not null,
  -- The first day on which something that holds now ends.
  expires_on date,
  outcome text check (outcome in ('returned','stayed','third-country','lost','exploited-again','ended-otherwise','died')),
  ended_at timestamptz,
  changed_at timestamptz not null,
  version integer not null default 1,
  check ((outcome is null) = (ended_at is null))
);
create unique index return_case_open on return_case (code) where ended_at is null;
create index return_case_code on return_case (code, opened_at);
create index return_case_stage on return_case (stage, due_at, id);
create index return_case_due on return_case (due_at, id);
create index return_case_missing on return_case using gin (missing);
create index return_case_turns on return_case using gin (turns) where ended_at is null;
create index return_case_expires on return_case (expires_on) where ended_at is null;
comment on table return_case is 'returns: one way home (or to stay) of a person; how it came there is in return_act';

create table return_track (
  case_id uuid not null references return_case,
  track text not null,
  state text not null,
  -- The organisation whose turn it is.
  owner text not null references organisation (code),
  since timestamptz not null,
  due_at timestamptz,
  until date,
  -- Closed lists, days, amounts; never a word somebody wrote or said.
  facts jsonb not null default '{}',
  -- Who brought it to this state.
  by_person uuid not null references person,
  primary key (case_id, track)
);
create index return_track_wait on return_track (due_at) where due_at is not null;
comment on table return_track is 'returns: where each track stands now';

create table return_act (
  sequence bigint generated always as identity primary key,
  id uuid not null unique,
  case_id uuid not null references return_case,
  kind text not null check (kind in ('moved','owner','check','receipt','follow-up','ended')),
  track text,
  before text,
  state text,
  facts jsonb not null default '{}',
  -- Why; sealed.
  reason_id uuid,
  at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null
);
create index return_act_case on return_act (case_id, sequence);
comment on table return_act is 'returns: everything that was done, in order; nothing is overwritten';

create table return_override (
  id uuid primary key,
  case_id uuid not null references return_case,
  gate text not null,
  reason_id uuid not null,
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  organisation text not null,
  agreed_by uuid references person,
  agreed_at timestamptz,
  refused_at timestamptz,
  second_reason_id uuid,
  check (agreed_by is null or agreed_by <> asked_by)
);
create unique index return_override_one on return_override (case_id, gate) where refused_at is null;
comment on table return_override is 'returns: a gate that two people opened, with both reasons, for ever';

create table return_receipt (
  id uuid primary key,
  case_id uuid not null unique references return_case,
  -- Codes, counts, amounts; no name.
  items jsonb not null,
  digest text not null,
  released_by uuid not null references person,
  released_at timestamptz not null,
  released_signature text not null,
  received_by uuid references person,
  -- Who took over, where they do not sign in here; sealed.
  receiver_id uuid,
  received_at timestamptz,
  received_signature text,
  differs_id uuid
);
comment on table return_receipt is 'returns: the hand-over, signed by both sides';

create table return_follow_up (
  case_id uuid not null references return_case,
  day integer not null,
  due_at timestamptz not null,
  outcome text check (outcome in ('well','needs-help','not-reached','not-wanted','exploited-again')),
  at timestamptz,
  by_person uuid references person,
  words_id uuid,
  primary key (case_id, day)
);
comment on table return_follow_up is 'returns: how somebody is after so many days at home';

create table return_batch (
  id uuid primary key,
  marking_id integer not null references marking,
  kind text not null check (kind in ('flight','bridge')),
  route text not null,
  leaves_at timestamptz not null,
  organisation text not null references organisation (code),
  made_by uuid not null references person,
  made_at timestamptz not null,
  departed_at timestamptz
);
create index return_batch_leaves on return_batch (leaves_at desc, id desc);
create table return_batch_person (
  batch_id uuid not null references return_batch,
  case_id uuid not null references return_case,
  state text not null default 'on' check (state in ('on','left-behind','departed','taken-off')),
  at timestamptz not null,
  primary key (batch_id, case_id)
);
create index return_batch_person_case on return_batch_person (case_id);
comment on table return_batch is 'returns: people who travel together, each with gates of their own';

create table return_chaser (
  case_id uuid not null references return_case,
  track text not null,
  -- When the state began that is waited in, and after how many days of it this was due.
  since timestamptz not null,
  day integer not null,
  at timestamptz not null,
  primary key (case_id, track, since, day)
);
comment on table return_chaser is 'returns: a reminder that was due';

grant select, insert, update on return_case, return_track, return_override, return_receipt, return_follow_up, return_batch,
  return_batch_person to shield_app;
grant select, insert on return_act, return_chaser to shield_app;
grant usage, select on sequence return_act_sequence_seq to shield_app;

create table return_check (
  case_id uuid not null references return_case,
  -- Codes of the same person at another time; who may not see them is not told.
  found text[] not null,
  at timestamptz not null,
  by_person uuid not null references person
);
create index return_check_case on return_check (case_id, at desc);
comment on table return_check is 'returns: the vault was asked whether somebody was here before';
grant select, insert on return_check to shield_app;
