-- Counts of people that left, for ever: what was shown, and who stood where, so that no later one tells anybody apart.
create table case_fact (
  sequence bigint generated always as identity primary key,
  -- Made by the device: sent again it is the same.
  id uuid not null unique,
  code text not null references protected_person,
  -- Closed lists, countries and numbers of years; never a name, a day or a word somebody said.
  facts jsonb not null,
  origin text not null check (origin in ('hand','htcds')),
  -- Of an imported case: everything that is not coded, sealed.
  sealed_id uuid,
  at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null
);
create index case_fact_code on case_fact (code, sequence desc);
comment on table case_fact is 'figures: what is coded of a case; the latest counts, earlier ones stay';

create table figure_release (
  id uuid primary key,
  organisation text not null references organisation (code),
  figure text not null,
  from_month text not null check (from_month ~ '^\d{4}-\d{2}$'),
  until_month text not null check (until_month ~ '^\d{4}-\d{2}$' and until_month >= from_month),
  as_of timestamptz not null,
  audience text not null check (audience in ('public','partner')),
  recipients text[] not null,
  rounding text not null check (rounding in ('none','five')),
  bound integer not null,
  -- Codes of everybody counted, in the order that the places of the tables have.
  members text[] not null,
  state text not null check (state in ('waiting','released','refused','withdrawn')),
  reason text not null,
  by_person uuid not null references person,
  at timestamptz not null,
  decided_by uuid references person,
  decided_at timestamptz,
  decided_reason text,
  withdrawn_by uuid references person,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check ((audience = 'partner') = (cardinality(recipients) > 0)),
  check ((state = 'withdrawn') = (withdrawn_at is not null)),
  check (decided_by <> by_person)
);
create index figure_release_order on figure_release (at desc, id desc);
comment on table figure_release is 'figures: the register of releases; none ever goes, a withdrawn one stays named';

create table figure_table (
  release_id uuid not null references figure_release,
  position smallint not null,
  -- Which table of the figure; a dimension of which somebody may have several has one row here for each value.
  block smallint not null,
  row_dimension text not null,
  column_dimension text,
  rows text[] not null,
  columns text[] not null,
  -- Place of the cell of each member.
  places smallint[] not null,
  -- [place, why] of each cell that is held back.
  held jsonb not null,
  primary key (release_id, position)
);
comment on table figure_table is 'figures: one table of a release as it was counted';

grant select, insert on case_fact, figure_table to shield_app;
grant select, insert, update on figure_release to shield_app;
grant usage, select on sequence case_fact_sequence_seq to shield_app;
