-- The federation: who belongs to it, the key log of each partner, and what partners witness of each other's audit.
alter table peer
  add column identity jsonb,
  add column members_told integer not null default 0,
  add column suspended_by text,
  add column suspended_reason text;
comment on column peer.identity is 'the Ed25519 key that signs its key log; pinned when it becomes known';
comment on column peer.members_told is 'which version of the list of members it has been told';

create table peer_key (
  peer text not null references peer,
  number integer not null,
  text text not null,
  taken_at timestamptz not null,
  primary key (peer, number)
);
comment on table peer_key is 'federation: the key log of each partner, event by event as it was signed; insert and select only';

create table peer_key_head (
  peer text not null references peer,
  size integer not null,
  note text not null,
  is_fork boolean not null default false,
  taken_at timestamptz not null,
  primary key (peer, size, note)
);
comment on table peer_key_head is 'federation: signed heads of key logs; a fork is kept as proof and not believed';

create table witnessed (
  peer text not null references peer,
  size bigint not null,
  note text not null,
  cosignature text not null,
  at timestamptz not null,
  primary key (peer, size)
);
comment on table witnessed is 'federation: heads of a partner''s audit log that this node has cosigned; never two that contradict';

create table witness_fault (
  id bigint generated always as identity primary key,
  peer text not null references peer,
  fault text not null check (fault in ('fork','rollback','proof')),
  note text not null,
  at timestamptz not null
);
create index witness_fault_peer on witness_fault (peer);
comment on table witness_fault is 'federation: heads of a partner that contradict one this node has cosigned, kept as proof';

create table cosignature (
  peer text not null references peer,
  size bigint not null,
  text text not null,
  at timestamptz not null,
  primary key (peer, size)
);
comment on table cosignature is 'federation: partners'' cosignatures (C2SP) of heads of this node''s audit';

grant select, insert on peer_key, peer_key_head, witnessed, witness_fault, cosignature to shield_app;
