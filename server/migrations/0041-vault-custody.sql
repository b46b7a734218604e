create table vault.act (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('rotated', 'copied', 'shared', 'recovered', 'canary-laid')),
  -- Of the key in force after the act.
  generation int not null,
  -- The account of the machine that asked.
  by text not null,
  at timestamptz not null
);
comment on table vault.act is 'vault: what was done to its keys, for who has to answer for them';
create index act_kind on vault.act (kind, at);
grant select, insert on vault.act to shield_vault;
grant usage, select on sequence vault.act_id_seq to shield_vault;

create table vault.errand (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('rotate', 'copy')),
  -- Folder of a copy, on the machine of the process that has the keys.
  folder text check ((kind = 'copy') = (folder is not null)),
  by text not null,
  asked_at timestamptz not null,
  done int not null default 0,
  of int not null default 0,
  ended_at timestamptz,
  -- Why it was not done, in words for who asked.
  fault text
);
comment on table vault.errand is 'vault: what a command asks of the process that has the keys, and how far it is';
create index errand_open on vault.errand (id) where ended_at is null;
grant select, insert on vault.errand to shield_vault;
grant update (done, of, ended_at, fault) on vault.errand to shield_vault;
grant usage, select on sequence vault.errand_id_seq to shield_vault;
