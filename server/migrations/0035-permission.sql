-- Whose word a release waits for, what its owner lets pass on, and the consent it rests on.
alter table release
  add column onward text[] not null default '{}',
  add column chain text[] not null default '{}',
  add column leave text,
  add column passed_from uuid references release,
  add column consent jsonb;
create index release_passed on release (passed_from) where passed_from is not null;
create index release_consent on release ((consent->>'reference')) where consent is not null;
comment on column release.onward is 'nodes that whoever receives it may pass it on to without asking';
comment on column release.chain is 'nodes it came through, the owner''s first; empty for what came from its owner';
comment on column release.leave is 'the owner''s signed word on what may be passed on, by whom and to whom';
comment on column release.passed_from is 'of one that passes on what a partner owns: the release by which we hold it';
comment on column release.consent is 'the consent it rests on: reference and last day';

create table permission (
  id uuid primary key,
  -- out: we ask. in: we are asked by a partner. own: one organisation of this node asks another, or its own supervisor.
  direction text not null check (direction in ('out','in','own')),
  -- The release that waits for it; of one that came in, our release by which they hold it.
  release_id uuid not null references release,
  peer text references peer,
  organisation text not null,
  recipient text not null,
  purpose text not null,
  reason text not null,
  package jsonb not null,
  state text not null check (state in ('asked','granted','narrowed','refused','withdrawn')),
  granted jsonb,
  answer text,
  leave text,
  asked_by uuid,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  chased integer not null default 0,
  answered_by uuid,
  answered_at timestamptz
);
create index permission_release on permission (release_id);
create index permission_open on permission (due_at) where state = 'asked';
create index permission_peer on permission (peer);
comment on table permission is 'exchange: an originator is asked whether what it owns may be handed on; no answer is no';
grant select, insert, update on permission to shield_app;
