-- Questions whether somebody in care is known. Of what was asked the kinds alone: no name, number or digest.
create table protected_seek (
  id uuid primary key,
  person_id uuid not null references person,
  organisation text not null references organisation (code),
  asked_at timestamptz not null,
  why text not null check (why in ('came-again','asked-for-help','handed-over','family-asks')),
  kinds text[] not null,
  -- Of those the asker may see.
  found integer not null,
  is_too_wide boolean not null
);
create index protected_seek_person on protected_seek (person_id, asked_at);
create index protected_seek_asked on protected_seek (asked_at);
comment on table protected_seek is 'protection: who asked whether somebody is known, how often, and how often in vain';
grant select, insert on protected_seek to shield_app;
