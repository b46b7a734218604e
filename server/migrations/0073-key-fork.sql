-- A partner whose key log tells another history is taken up again by two people: which history counts is a branch, and those before stay.
alter table peer_key
  add column branch integer not null default 1,
  drop constraint peer_key_pkey,
  add primary key (peer, branch, number);
alter table peer_key_head
  add column branch integer not null default 1,
  drop constraint peer_key_head_pkey,
  add primary key (peer, branch, size, note);
comment on column peer_key.branch is 'which history of its keys; the highest is believed, the ones before verify what was signed in their time';

create table peer_key_fork (
  id uuid primary key,
  peer text not null references peer,
  note text not null,
  -- As they were signed; none where it was told to an earlier release, which kept the head alone.
  events text[] not null,
  told_at timestamptz not null,
  -- Which history the partner has read out: the one held here, or this one.
  choice text check (choice in ('held', 'told')),
  proposed_by uuid references person,
  proposed_at timestamptz,
  proposed_reason text,
  settled_by uuid references person,
  settled_at timestamptz,
  settled_reason text
);
-- The same told again after it was settled is another fork.
create unique index peer_key_fork_open on peer_key_fork (peer, note) where settled_at is null;
create index peer_key_fork_proposed_by on peer_key_fork (proposed_by);
create index peer_key_fork_settled_by on peer_key_fork (settled_by);
comment on table peer_key_fork is 'federation: histories of a partner''s keys that contradict the one held here, kept as proof; believed by the decision of two people alone';
grant select, insert on peer_key_fork to shield_app;
grant update (events, choice, proposed_by, proposed_at, proposed_reason, settled_by, settled_at, settled_reason) on peer_key_fork to shield_app;

insert into peer_key_fork (id, peer, note, events, told_at)
  select gen_random_uuid(), peer, note, '{}', taken_at from peer_key_head where is_fork;
delete from peer_key_head where is_fork;
alter table peer_key_head drop column is_fork;
