-- What becomes of a release after it went: versions its owner tells, and what a partner reports of a recall.
alter table release add column version integer not null default 1;
comment on column release.version is 'the newest its owner has told; 1 is the release itself';
alter table release_statement
  add column since integer not null default 1,
  add column until integer;
comment on column release_statement.until is 'the version that left it out; null while the partner has it';

create index release_statement_of on release_statement (entity_wire, statement_id);

create table release_amendment (
  id uuid primary key,
  release_id uuid not null references release,
  version integer not null,
  acts text[] not null,
  state text not null check (state in ('waiting','sent','accepted','applied','refused','dropped')),
  code text,
  -- Why, for our own books: it does not travel. Empty for one that came in.
  reason text not null default '',
  package jsonb,
  expires_on date,
  -- Chosen by wire id of the entity and number of the statement; null once it went, and for one that came in.
  entities uuid[],
  statements bigint[],
  created_by uuid,
  created_at timestamptz not null,
  approved_by uuid,
  approved_at timestamptz
);
create unique index release_amendment_version on release_amendment (release_id, version) where state <> 'dropped';
comment on table release_amendment is 'exchange: a newer version of a release, ours or a partner''s; each says the whole of what it holds from then on';
grant select, insert, update on release_amendment to shield_app;

create table early_amendment (
  peer text not null references peer,
  release_id uuid not null,
  version integer not null,
  message_id uuid not null,
  body jsonb not null,
  at timestamptz not null,
  primary key (peer, release_id, version)
);
comment on table early_amendment is 'exchange: a newer version that came before its release, which takes the other lane';
grant select, insert, delete on early_amendment to shield_app;

create table recall_report (
  release_id uuid primary key references release,
  report jsonb not null,
  complete boolean not null,
  at timestamptz not null
);
comment on table recall_report is 'exchange: where a partner looked for what we took back, place by place, in its last signed word';
grant select, insert, update on recall_report to shield_app;
