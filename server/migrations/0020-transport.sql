-- Transport between nodes, protocol 2: two lanes, numbers given after commit, receipts for every message.
alter table peer
  add column encryption_key jsonb,
  add column protocol smallint,
  add column incarnation integer not null default 1,
  add column own_incarnation integer not null default 1,
  add column meet boolean not null default true,
  add column seen_at timestamptz,
  add column skew_ms integer,
  add column breaker text not null default 'closed' check (breaker in ('closed','open','half-open')),
  add column failures integer not null default 0,
  add column failed_at timestamptz,
  add column try_at timestamptz,
  add column fault text;
comment on column peer.encryption_key is 'X25519, told by its first hello';
comment on column peer.protocol is 'the best protocol spoken with it; never less again';
comment on column peer.incarnation is 'how often it was restored, as it last announced';
comment on column peer.own_incarnation is 'how often this node was restored, as it has announced to it';
comment on column peer.meet is 'a hello goes before the next message: at each start, and after a fault';
comment on column peer.try_at is 'not before this is it tried again';

create table stream (
  peer text not null references peer,
  direction text not null check (direction in ('out','in')),
  lane text not null check (lane in ('urgent','ordinary','single')),
  incarnation integer not null,
  last bigint not null default 0,
  primary key (peer, direction, lane)
);
comment on table stream is 'peer: the last number given (out) or taken (in) of each lane; protocol 1 has a single one';

alter table outbox rename to outbox_one;
alter table outbox_one drop constraint outbox_message_id_key, drop constraint outbox_pkey, drop constraint outbox_peer_fkey;
create table outbox (
  id bigint generated always as identity primary key,
  message_id uuid not null unique,
  peer text not null references peer,
  lane text not null check (lane in ('urgent','ordinary')),
  kind text not null,
  schema smallint not null,
  about text not null default '',
  body jsonb not null,
  digest bytea,
  created_at timestamptz not null,
  expires_at timestamptz,
  stream text check (stream in ('urgent','ordinary','single')),
  incarnation integer,
  number bigint,
  envelope text,
  answered_at timestamptz,
  unique (peer, stream, incarnation, number)
);
create index outbox_waiting on outbox (peer, lane, id) where answered_at is null;
create index outbox_about on outbox (about) where about <> '';
comment on table outbox is 'peer: what was told to a partner, in the transaction of the act; the sender numbers it after commit';
comment on column outbox.envelope is 'the signed text, of protocol 1 alone: protocol 2 signs when it sends';
insert into outbox (message_id, peer, lane, kind, schema, about, body, created_at, stream, incarnation, number, envelope, answered_at)
select message_id, peer, case kind when 'recall' then 'urgent' else 'ordinary' end, kind, 1, coalesce(message->'body'->>'release', ''),
  message->'body', created_at, 'single', 1, sequence, envelope, delivered_at
from outbox_one, lateral (select translate(split_part(envelope, '.', 2), '-_', '+/') as text) as part,
  lateral (select convert_from(decode(rpad(text, (ceil(length(text) / 4.0) * 4)::int, '='), 'base64'), 'UTF8')::jsonb as message) as read
order by peer, sequence;
insert into stream (peer, direction, lane, incarnation, last) select peer, 'out', 'single', 1, max(sequence) from outbox_one group by peer;
insert into stream (peer, direction, lane, incarnation, last) select peer, 'in', 'single', 1, max(sequence) from inbox group by peer;
drop table outbox_one;

create table inbox_envelope (
  peer text not null references peer,
  id uuid not null,
  text text not null,
  received_at timestamptz not null,
  primary key (peer, id)
);
comment on table inbox_envelope is 'peer: signed envelopes as they came, byte for byte';
insert into inbox_envelope (peer, id, text, received_at) select peer, message_id, envelope, received_at from inbox;
alter table inbox rename column sequence to number;
alter table inbox
  add column lane text not null default 'single' check (lane in ('urgent','ordinary','single')),
  add column incarnation integer not null default 1,
  add column state text not null default 'applied'
    check (state in ('accepted','applied','recalled','refused','quarantined')),
  add column code text,
  add column about text not null default '',
  add column digest bytea,
  add column envelope_id uuid,
  drop constraint inbox_peer_sequence_key,
  add unique (peer, lane, incarnation, number);
update inbox i set envelope_id = message_id,
  state = coalesce((select r.state from receipt r where r.direction = 'out' and r.peer = i.peer and r.message_id = i.message_id limit 1), 'applied');
comment on column inbox.received_at is 'when it was taken, not when its transaction began';
alter table inbox alter column received_at set default clock_timestamp();
alter table inbox alter column envelope_id set not null, drop column envelope, drop column applied_at,
  add foreign key (peer, envelope_id) references inbox_envelope (peer, id);
create index inbox_about on inbox (about) where about <> '';
create index inbox_envelope_of on inbox (peer, envelope_id);
create index inbox_quarantined on inbox (peer) where state = 'quarantined';
comment on table inbox is 'peer: every message taken from a partner, once and for ever: what was seen is known for a replay';

create table answer (
  id uuid primary key,
  direction text not null check (direction in ('out','in')),
  peer text not null references peer,
  text text not null,
  at timestamptz not null
);
create index answer_peer on answer (peer, at);
comment on table answer is 'peer: signed answers, each with the receipts of one envelope, as they came or went';
insert into answer (id, direction, peer, text, at) select id, direction, peer, envelope, at from receipt;
alter table receipt
  drop constraint receipt_state_check,
  add check (state in ('accepted','applied','recalled','refused','quarantined','seen','acted','declined')),
  add column about text not null default '',
  add column code text,
  add column reason text,
  add column digest bytea,
  add column answer_id uuid references answer;
update receipt set answer_id = id, about = coalesce(release_id::text, '');
alter table receipt drop column release_id, drop column envelope;
create unique index receipt_once on receipt (direction, peer, message_id, state);
create index receipt_about on receipt (about) where about <> '';
create index receipt_answer on receipt (answer_id);
comment on table receipt is 'peer: what became of a message, as the partner signed it (in) or as we did (out)';
comment on column receipt.answer_id is 'the signed answer it stood in; a later one came as a message of its own';

grant select, insert, update on stream, outbox to shield_app;
grant select, insert on inbox_envelope, answer to shield_app;
