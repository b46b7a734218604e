-- What a person says is wrong with what is held of them, and that they were given their file.
create table correction (
  id uuid primary key,
  code text not null references protected_person,
  about text not null check (about in ('identity','arrival','interview','consent','determination','other')),
  -- What the person said, and why it was decided so: sealed.
  words_id uuid not null,
  language text not null,
  asked_at timestamptz not null,
  asked_by uuid not null references person,
  organisation text not null references organisation (code),
  outcome text check (outcome in ('accepted','partly','refused')),
  because_id uuid,
  decided_at timestamptz,
  decided_by uuid references person,
  told_at timestamptz,
  told_by uuid references person,
  told_language text,
  check ((outcome is null) = (decided_at is null)),
  check (decided_by is null or decided_by <> asked_by)
);
create index correction_code on correction (code, asked_at);
create index correction_asked_by on correction (asked_by);
create index correction_waiting on correction (organisation, asked_at) where outcome is null;
comment on table correction is 'subject: what a person says is wrong; what was held and what was said both stay';

create table subject_given (
  id uuid primary key,
  code text not null references protected_person,
  at timestamptz not null,
  language text not null,
  way text not null check (way in ('paper','read-out')),
  person_id uuid not null references person,
  organisation text not null references organisation (code)
);
create index subject_given_code on subject_given (code, at);
comment on table subject_given is 'subject: a person was given what is held of them';

grant select, insert, update on correction to shield_app;
grant select, insert on subject_given to shield_app;
