-- What an embassy is asked about one of its own nationals, with their consent: a slice of its own under a handling of its own.
do $$
declare
  known text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'role_grant_role_check');
  names text[] := array(select m[1] from regexp_matches(known, '''([a-z-]+)''', 'g') m);
begin
  -- Whatever roles stand there already stay.
  alter table role_grant drop constraint role_grant_role_check;
  execute format('alter table role_grant add constraint role_grant_role_check check (role = any (%L::text[]))',
    array(select distinct n from unnest(names || array['consular-officer']) n order by n));
end $$;

create table consular_matter (
  id uuid primary key,
  case_id uuid not null references return_case,
  organisation text not null references organisation (code),
  -- Zone consular, released to the embassy alone.
  marking_id integer not null references marking,
  -- The agreement of the person it rests on.
  entry_id uuid not null references consent_entry,
  -- How the embassy calls it.
  reference text,
  asked_at timestamptz not null,
  asked_by uuid not null references person,
  ended_at timestamptz
);
create index consular_matter_case on consular_matter (case_id);
create unique index consular_matter_open on consular_matter (case_id, organisation) where ended_at is null;
create index consular_matter_organisation on consular_matter (organisation, asked_at, id);
comment on table consular_matter is 'returns: one question to an embassy about one of its nationals';
grant select, insert, update on consular_matter to shield_app;
