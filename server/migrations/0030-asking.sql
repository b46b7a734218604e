-- Profiles here that a request is about, and questions that go on with a watch of the month before.
create table request_about (
  request_id uuid not null references request,
  entity_id bigint not null,
  primary key (request_id, entity_id)
);
comment on table request_about is 'requests: own profiles that a request is about; they are told to nobody';
grant select, insert on request_about to shield_app;

-- The done are read newest first, the open by their clock.
create index request_done on request (organisation, id desc) where state in ('closed', 'mutual-legal-assistance');

alter table match_ask
  add column renews uuid references match_ask,
  add column watch_stopped text check (watch_stopped in ('by-hand', 'not-allowed'));
create unique index match_ask_renews on match_ask (renews) where renews is not null;
create index match_ask_watch on match_ask (watch_until) where watch_until is not null and watch_stopped is null;
comment on column match_ask.renews is 'the question of the month before whose watch this one goes on with';
comment on column match_ask.watch_stopped is 'why a watch ended before its day';
create index match_disclosure_peer on match_disclosure (peer, ticket);
