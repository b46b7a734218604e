-- Some of what panels decided is decided again, by people who do not know who it is or what was decided.
create table quality_draw (
  id uuid primary key,
  period_from date not null,
  period_until date not null,
  share integer not null check (share between 1 and 100),
  -- Made by the node and kept: whoever has it and the list can draw the same again.
  seed text not null,
  population integer not null,
  drawn integer not null,
  -- Drawn and without another panel in this node.
  left_out integer not null,
  by_person uuid not null references person,
  organisation text not null,
  at timestamptz not null,
  check (period_from <= period_until)
);
create table quality_check (
  id uuid primary key,
  draw_id uuid not null references quality_draw,
  determination_id uuid not null unique references determination,
  marking_id integer not null references marking,
  organisations text[] not null,
  due_at timestamptz not null,
  outcome text check (outcome in ('identified','not-identified','none')),
  decided_at timestamptz,
  check ((outcome is null) = (decided_at is null))
);
create index quality_check_draw on quality_check (draw_id);
create index quality_check_open on quality_check (due_at, id) where outcome is null;
comment on table quality_check is 'determination: a decision that is taken again by others who do not see the first';
create table quality_vote (
  id uuid primary key,
  check_id uuid not null references quality_check,
  vote text not null check (vote in ('identified','not-identified','abstains')),
  -- Why; sealed.
  reason_id uuid not null,
  at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null,
  organisation_kind text not null,
  unique (check_id, organisation)
);
create index determination_decided on determination (decided_at) where decided_at is not null;
grant select, insert on quality_draw, quality_vote to shield_app;
grant select, insert, update on quality_check to shield_app;
