-- Private matching: which identifiers two nodes both hold, without either showing what it holds.
create table match_key (
  agreement_id uuid not null references agreement,
  identifier text not null,
  epoch text not null,
  -- Null once destroyed: every token made with it is noise from then on.
  secret bytea,
  public_key bytea not null,
  fill bytea not null,
  made_at timestamptz not null,
  destroyed_at timestamptz,
  primary key (agreement_id, identifier, epoch)
);
comment on table match_key is 'matching: our OPRF key for one partner, kind of identifier and month; wrapped with a secret of the node';
grant select, insert, update on match_key to shield_app;

create table match_token (
  agreement_id uuid not null,
  identifier text not null,
  epoch text not null,
  norm text not null,
  output bytea not null,
  primary key (agreement_id, identifier, epoch, norm),
  foreign key (agreement_id, identifier, epoch) references match_key
);
create index match_token_output on match_token (agreement_id, identifier, epoch, output);
comment on table match_token is 'matching: what a partner may ask about now, and the token it is published by; made anew from the statements at any time';
grant select, insert, delete on match_token to shield_app;

create table match_published (
  agreement_id uuid not null references agreement,
  identifier text not null,
  epoch text not null,
  version integer not null,
  digest bytea not null,
  at timestamptz not null,
  primary key (agreement_id, identifier, epoch)
);
comment on table match_published is 'matching: the newest filter told to a partner';
grant select, insert, update on match_published to shield_app;

create table match_filter_part (
  agreement_id uuid not null references agreement,
  identifier text not null,
  epoch text not null,
  version integer not null,
  part integer not null,
  tokens bytea not null,
  primary key (agreement_id, identifier, epoch, version, part)
);
comment on table match_filter_part is 'matching: parts of a partner''s filter that is not whole yet';
grant select, insert, delete on match_filter_part to shield_app;

create table match_filter (
  agreement_id uuid not null references agreement,
  identifier text not null,
  epoch text not null,
  version integer not null,
  public_key bytea not null,
  tokens bytea not null,
  at timestamptz not null,
  primary key (agreement_id, identifier, epoch)
);
comment on table match_filter is 'matching: what a partner lets us ask about, as tokens in order';
grant select, insert, update, delete on match_filter to shield_app;

create table match_ask (
  id uuid primary key,
  agreement_id uuid not null references agreement,
  peer text not null references peer,
  organisation text not null,
  by_person uuid not null references person,
  purpose text not null,
  case_reference text not null,
  legal_basis text not null,
  reason text not null,
  ticket text not null,
  root bytea not null,
  audit_id uuid not null,
  state text not null check (state in ('logging','sent','answered','refused')),
  code text,
  watch_until date,
  at timestamptz not null,
  answered_at timestamptz
);
create index match_ask_organisation on match_ask (organisation, id desc);
create index match_ask_agreement on match_ask (agreement_id);
create index match_ask_peer on match_ask (peer);
create index match_ask_by on match_ask (by_person);
comment on table match_ask is 'matching: our questions to partners; the id is that of the ticket';
grant select, insert, update on match_ask to shield_app;

create table match_element (
  ask_id uuid not null references match_ask,
  number integer not null,
  identifier text not null,
  value text not null,
  -- Null where it could not be compared: it was not asked.
  norm text,
  epoch text,
  nonce bytea,
  blind bytea,
  blinded bytea,
  output bytea,
  hit_at timestamptz,
  primary key (ask_id, number)
);
comment on table match_element is 'matching: what was asked, what ties it to its ticket, and the result, which no partner learns';
grant select, insert, update on match_element to shield_app;

create table match_log (
  peer text primary key references peer,
  log text not null,
  at timestamptz not null
);
comment on table match_log is 'matching: the audit log a partner logs its tickets in, by its verifier key as it first named it';
grant select, insert on match_log to shield_app;

create table match_ticket (
  id uuid not null,
  peer text not null references peer,
  agreement_id uuid not null references agreement,
  ticket text not null,
  person uuid not null,
  organisation text not null,
  case_reference text not null,
  purpose text not null,
  count integer not null,
  at timestamptz not null,
  primary key (peer, id)
);
create index match_ticket_agreement on match_ticket (agreement_id, at);
comment on table match_ticket is 'matching: tickets of partners we have answered, each once';
grant select, insert on match_ticket to shield_app;

create table match_disclosure (
  id uuid primary key,
  direction text not null check (direction in ('out','in')),
  peer text not null references peer,
  ticket uuid not null,
  element integer,
  agreement_id uuid not null references agreement,
  identifier text not null,
  epoch text not null,
  -- What the value is, of one that came in; ours stands in match_element.
  norm text,
  token bytea not null,
  summary text not null,
  at timestamptz not null,
  due_at timestamptz not null,
  answer text check (answer in ('core','contact','refuse','neither')),
  code text,
  text text,
  reason text,
  release_id uuid,
  by_person uuid references person,
  answered_by uuid references person,
  answered_at timestamptz,
  unique (direction, peer, ticket, identifier, token)
);
create index match_disclosure_open on match_disclosure (direction, due_at) where answer is null;
create index match_disclosure_agreement on match_disclosure (agreement_id);
create index match_disclosure_by on match_disclosure (by_person);
create index match_disclosure_answered on match_disclosure (answered_by);
comment on table match_disclosure is 'matching: a hit for which more was asked, and what a person of the owner answered';
grant select, insert, update on match_disclosure to shield_app;

create table match_stop (
  id uuid primary key,
  peer text not null references peer,
  cause text not null check (cause in ('few-hits','many-hits')),
  at timestamptz not null,
  lifted_at timestamptz,
  lifted_by uuid references person,
  reason text
);
create unique index match_stop_open on match_stop (peer) where lifted_at is null;
create index match_stop_lifted on match_stop (lifted_by);
comment on table match_stop is 'matching: nothing of a partner is answered until a person has looked at what it asked';
grant select, insert, update on match_stop to shield_app;
