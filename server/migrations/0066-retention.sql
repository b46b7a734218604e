-- How long somebody in care is kept, what stops that clock, and how it ends. Codes, closed lists, days, counts; no word of anybody.
alter table protected_person add column erased_at timestamptz;
comment on column protected_person.erased_at is 'retention: nothing of the person is held any more; the row stays so that the code is nobody else''s';

create table retention_clock (
  code text primary key references protected_person,
  class text not null,
  -- The event that started it last, and the rule it runs by.
  event text not null,
  event_at timestamptz not null,
  rule text not null,
  act text not null check (act in ('review','erase')),
  warn_on date not null,
  due_on date not null check (due_on >= warn_on)
);
create index retention_clock_due on retention_clock (due_on, code);
create index retention_clock_warn on retention_clock (warn_on, code);
comment on table retention_clock is 'retention: when each person is due, as it was computed last; it is computed anew before anybody acts on it';

create table legal_hold (
  id uuid primary key,
  code text not null references protected_person,
  ground text not null check (ground in ('court-order','criminal-case','claim','complaint','inquiry','care-goes-on')),
  reason_id uuid not null,
  until date not null,
  placed_at timestamptz not null,
  placed_by uuid not null references person,
  organisation text not null references organisation (code),
  reviewed_at timestamptz,
  reviewed_by uuid references person,
  released_at timestamptz,
  released_by uuid references person,
  release_reason_id uuid,
  check ((released_at is null) = (released_by is null)),
  check ((released_at is null) = (release_reason_id is null))
);
create index legal_hold_code on legal_hold (code, placed_at);
create index legal_hold_standing on legal_hold (until) where released_at is null;
create index legal_hold_placed_by on legal_hold (placed_by);
comment on table legal_hold is 'retention: while one stands nobody is erased, whoever asks';

create table erasure (
  id uuid primary key,
  code text not null references protected_person,
  -- Handling and carers as they were: who may read the certificate when the person is gone.
  marking_id integer not null references marking,
  carers text[] not null,
  ground text not null check (ground in ('due','request')),
  -- The clock as it stood.
  clock jsonb not null,
  reason_id uuid not null,
  state text not null default 'proposed' check (state in ('proposed','refused','clearing','erased')),
  proposed_at timestamptz not null,
  proposed_by uuid not null references person,
  organisation text not null references organisation (code),
  decided_at timestamptz,
  decided_by uuid references person,
  decided_organisation text references organisation (code),
  decided_reason_id uuid,
  refusal text check (refusal in ('proceedings','legal-duty','claim','protection','still-needed','not-the-person')),
  -- What was erased, by kind; what of it stays behind as a count.
  counts jsonb,
  arrived_month text,
  standing text,
  releases uuid[] not null default '{}',
  packs uuid[] not null default '{}',
  -- The signed text, and its line in the audit.
  certificate jsonb,
  signature text,
  audit_id uuid,
  check ((state = 'proposed') = (decided_at is null)),
  check ((state = 'refused') = (refusal is not null)),
  check ((state = 'erased') = (certificate is not null)),
  check (decided_by is null or decided_by <> proposed_by)
);
create unique index erasure_one on erasure (code) where state in ('proposed','clearing','erased');
create index erasure_order on erasure (proposed_at desc, id desc);
create index erasure_clearing on erasure (decided_at) where state = 'clearing';
create index erasure_proposed_by on erasure (proposed_by);
create index erasure_decided_by on erasure (decided_by);
comment on table erasure is 'retention: who proposed and who decided that somebody is erased, and the certificate of it';

grant select, insert, update, delete on retention_clock to shield_app;
grant select, insert, update on legal_hold, erasure to shield_app;
