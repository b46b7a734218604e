-- A referral: chosen facts of a person, sealed one by one, that one organisation may read while a share lasts.
create table referral (
  id uuid primary key,
  code text not null references protected_person,
  service_id uuid not null references service,
  -- The directory as it was when it was prepared.
  service_version integer not null,
  kind text not null,
  from_organisation text not null references organisation (code),
  to_organisation text not null references organisation (code),
  purpose text not null check (purpose in ('referral','medical')),
  state text not null default 'prepared' check (state in ('prepared','waiting','accepted','declined','done','taken-back')),
  answer_hours integer not null check (answer_hours > 0),
  prepared_at timestamptz not null,
  by_person uuid not null references person,
  sent_at timestamptz,
  due_at timestamptz,
  reminded_at timestamptz,
  escalated_at timestamptz,
  answered_at timestamptz,
  declined text,
  -- What the receiver wrote; sealed.
  words_id uuid,
  ended_at timestamptz,
  share_id uuid references person_share,
  check ((state = 'declined') = (declined is not null)),
  check (from_organisation <> to_organisation)
);
create index referral_code on referral (code);
create index referral_to on referral (to_organisation, state);
create index referral_from on referral (from_organisation, state);
create index referral_share on referral (share_id);
comment on table referral is 'care: a package to one organisation; it reads nothing without the share it names';
create table referral_item (
  referral_id uuid not null references referral,
  key text not null,
  sealed_id uuid not null,
  primary key (referral_id, key)
);
grant select, insert, update on referral to shield_app;
grant select, insert on referral_item to shield_app;
