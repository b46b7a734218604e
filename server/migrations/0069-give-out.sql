-- Cases given out to a named organisation, for ever: who went, on which entry of the ledger, under which code.
create table case_release (
  id uuid primary key,
  -- Counted within the organisation, when it is released; stands in the file.
  number integer,
  organisation text not null references organisation (code),
  recipient text not null references organisation (code),
  purpose text not null check (purpose in ('referral','transfer-abroad','statistics')),
  with_identity boolean not null,
  -- Several at once, or singles that add up: a second person lets them go.
  is_bulk boolean not null,
  state text not null check (state in ('waiting','released','refused')),
  reason text not null,
  by_person uuid not null references person,
  at timestamptz not null,
  decided_by uuid references person,
  decided_at timestamptz,
  decided_reason text,
  released_at timestamptz,
  unique (organisation, number),
  check ((state = 'released') = (released_at is not null)),
  check ((state = 'released') = (number is not null)),
  check (decided_by <> by_person),
  check (not (state = 'released' and is_bulk and decided_by is null)),
  check (not (with_identity and purpose = 'statistics'))
);
create index case_release_order on case_release (organisation, at desc, id desc);
create index case_release_recipient on case_release (recipient);
create index case_release_by_person on case_release (by_person);
create index case_release_decided_by on case_release (decided_by);
comment on table case_release is 'give-out: the register of cases that left; none ever goes';

-- One code for each recipient and purpose: two recipients can't lay their files together, nor one its names beside its counts.
create table case_pseudonym (
  pseudonym text primary key,
  code text not null references protected_person,
  recipient text not null references organisation (code),
  purpose text not null,
  unique (code, recipient, purpose)
);
create index case_pseudonym_recipient on case_pseudonym (recipient);
comment on table case_pseudonym is 'give-out: what a recipient knows a case by';

create table case_release_person (
  release_id uuid not null references case_release,
  code text not null references protected_person,
  -- Gone when the person was erased; so are the facts.
  entry_id uuid references consent_entry,
  pseudonym text not null references case_pseudonym,
  standing text not null check (standing in ('possible','identified','not-identified')),
  -- Closed lists, countries and numbers of years, as they left; never a name, a day or a word somebody said.
  facts jsonb not null,
  -- When a file with the case was first taken: what was taken back before never left.
  taken_at timestamptz,
  primary key (release_id, code)
);
create index case_release_person_code on case_release_person (code);
create index case_release_person_entry on case_release_person (entry_id);
create index case_release_person_pseudonym on case_release_person (pseudonym);
comment on table case_release_person is 'give-out: who went, on what ground';

create table case_release_told (
  release_id uuid not null,
  code text not null,
  way text not null check (way in ('letter','telephone','meeting','system')),
  at timestamptz not null,
  by_person uuid not null references person,
  primary key (release_id, code),
  foreign key (release_id, code) references case_release_person
);
create index case_release_told_by_person on case_release_told (by_person);
comment on table case_release_told is 'give-out: that the recipient was told to delete a case whose consent was taken back';

-- By which cases of a file are known again: HMAC, useless without the key of the node.
create table case_taken (
  mark bytea primary key,
  code text not null references protected_person,
  at timestamptz not null
);
create index case_taken_code on case_taken (code);
comment on table case_taken is 'figures: cases of files that were taken, so that none is taken twice';

grant select, insert on case_pseudonym, case_release_person, case_release_told, case_taken to shield_app;
grant update (taken_at) on case_release_person to shield_app;
grant select, insert, update on case_release to shield_app;
