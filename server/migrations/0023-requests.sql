-- Requests: what one node asks of another, for information or for action, and what became of it.
create table request (
  id uuid primary key,
  direction text not null check (direction in ('out','in')),
  peer text not null references peer,
  -- Ours: of who asks, or of who is asked.
  organisation text not null,
  -- Theirs, by code.
  other_organisation text not null,
  agreement_id uuid not null references agreement,
  kind text not null,
  urgency text not null check (urgency in ('routine','urgent','danger')),
  purpose text not null,
  legal_basis text not null,
  case_reference text not null,
  asked jsonb not null,
  text text not null,
  state text not null check (state in ('waiting','sent','seen','accepted','answered-in-part','refused','mutual-legal-assistance','closed')),
  code text,
  message_id uuid,
  by_person uuid references person,
  approved_by uuid references person,
  at timestamptz not null,
  due_at timestamptz not null
);
create index request_organisation on request (organisation, due_at);
create index request_peer on request (peer);
create index request_agreement on request (agreement_id);
create index request_by on request (by_person);
create index request_approved on request (approved_by);
comment on table request is 'requests: what is asked of a partner or by one, and its state';
grant select, insert, update on request to shield_app;

create table request_act (
  id uuid primary key,
  request_id uuid not null references request,
  act text not null,
  -- Of the asker or of the asked: whose word it is.
  direction text not null check (direction in ('out','in')),
  code text,
  text text not null default '',
  release_id uuid,
  by_person uuid references person,
  at timestamptz not null
);
create index request_act_request on request_act (request_id, at);
create index request_act_by on request_act (by_person);
comment on table request_act is 'requests: the life of a request; who did what with it, on either side';
grant select, insert on request_act to shield_app;
