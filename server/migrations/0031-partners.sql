-- Agreements by two people of each side, and recalls of many releases in one act.
create table agreement_version (
  id uuid primary key,
  agreement_id uuid not null,
  peer text not null references peer,
  version integer not null,
  -- out: proposed here. in: proposed by the partner.
  direction text not null check (direction in ('out','in')),
  state text not null
    check (state in ('proposed','sent','received','agreed','in-force','replaced','declined','withdrawn','overtaken')),
  body jsonb not null,
  ours text,
  theirs text,
  made_at timestamptz not null,
  -- Who proposed it, or of a partner's who agreed first; then the second person.
  first_by uuid references person,
  first_at timestamptz,
  first_reason text,
  second_by uuid references person,
  second_at timestamptz,
  second_reason text,
  -- Both signatures came together.
  agreed_at timestamptz,
  ended_at timestamptz,
  -- Null where the partner did it.
  ended_by uuid references person,
  ended_reason text,
  -- Why the partner's node refused it, of the contract's list of receipts.
  ended_code text,
  -- What the partner decided about an agreement of which its acceptance has not come yet.
  early_number integer,
  early_stand text
);
create index agreement_version_of on agreement_version (agreement_id, version);
create index agreement_version_peer on agreement_version (peer);
create index agreement_version_first_by on agreement_version (first_by);
create index agreement_version_second_by on agreement_version (second_by);
create index agreement_version_ended_by on agreement_version (ended_by);
comment on table agreement_version is 'exchange: every version of an agreement, from its proposal; compact JWS of both sides over the same body';
grant select, insert, update on agreement_version to shield_app;
insert into agreement_version (id, agreement_id, peer, version, direction, state, body, ours, theirs, made_at, agreed_at)
select gen_random_uuid(), id, peer, version, 'out', 'in-force', body, ours->>'jws', theirs->>'jws', created_at, created_at from agreement;

alter table peer add column decided_by uuid references person, add column decided_reason text;
create index peer_decided_by on peer (decided_by);
comment on column peer.decided_reason is 'why a person last ended its suspension, or witnessed its restored audit anew';

-- Rows come in the order of their time, so a few pages say where a day begins.
create index outbox_created on outbox using brin (created_at);
create index inbox_received on inbox using brin (received_at);

create table recall_order (
  id uuid primary key,
  organisation text not null,
  agreement_id uuid references agreement,
  reason text not null,
  by_person uuid not null references person,
  at timestamptz not null
);
create index recall_order_agreement on recall_order (agreement_id);
create index recall_order_person on recall_order (by_person);
comment on table recall_order is 'exchange: one act that took back many releases';
grant select, insert on recall_order to shield_app;
alter table release add column recall_order_id uuid references recall_order;
create index release_recall_order on release (recall_order_id) where recall_order_id is not null;
create index release_agreement_state on release (agreement_id, state);
