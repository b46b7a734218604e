-- Complaints without a name. No session, no address, no device: a hash of the code to come back with is all that tells who it is.
create table complaint (
  id uuid primary key,
  come_back bytea not null unique,
  -- Under this code its words are sealed, and with its key they end.
  code text not null unique,
  about text not null check (about in ('police','immigration','shelter','social','interpreter','embassy','record','other')),
  state text not null check (state in ('new','looked-into','settled','not-ours')),
  at timestamptz not null,
  changed_at timestamptz not null,
  waits boolean not null default true
);
create index complaint_turn on complaint (waits desc, changed_at, id);
create table complaint_said (
  id uuid primary key,
  complaint_id uuid not null references complaint,
  -- Null: the one who complained.
  person_id uuid references person,
  words_id uuid not null,
  at timestamptz not null
);
create index complaint_said_complaint on complaint_said (complaint_id, at);
create index complaint_said_person on complaint_said (person_id);
comment on table complaint is 'complaints: what somebody complained of without a name';
comment on table complaint_said is 'complaints: what was said in a complaint, sealed';
grant select, insert, update on complaint to shield_app;
grant select, insert on complaint_said to shield_app;
