-- Leads: what is watched, what connects two sources, cases or countries, who was told, and what came of it.
create table lead_place (
  one boolean primary key default true check (one),
  until xid8 not null default '0',
  ahead bigint[] not null default '{}'
);
comment on table lead_place is 'leads: how far the changes were followed; written with what was found, so that a node that dies goes on there';
insert into lead_place default values;
grant select, update on lead_place to shield_app;

-- Numbers whose equality in two places says something: telephones, accounts, wallets, documents, devices, vehicles, mail and web
-- addresses, file hashes; by property, but an IBAN is an account number. Left out are ids that mean something at one source or
-- service only, and what is shorter than five signs.
create function identifier_key(property smallint, norm text) returns bigint
language sql immutable parallel safe
return case
  when property in (18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 33, 34, 35, 36, 37, 38, 39, 63) and length(norm) >= 5
  then hashtextextended(norm, case property when 28 then 27 else property end)
end;
comment on function identifier_key is 'leads: one number for equal identifiers; null for what is no identifier';

create table stated_identifier (
  key bigint not null,
  marking_id integer not null,
  entity_id bigint not null,
  source_id bigint not null,
  primary key (key, marking_id, entity_id)
);
create index stated_identifier_entity on stated_identifier (entity_id);
comment on table stated_identifier is 'leads: which entity states which identifier under which marking; follows the statements, and is made anew from them at any time';
grant select, insert, delete on stated_identifier to shield_app;

create function identifier_stands(of_key bigint, of_source bigint, of_marking integer) returns boolean
language sql stable parallel safe
return exists (
  select 1 from stated_identifier i join statement st on st.entity_id = i.entity_id
  where i.key = of_key and i.marking_id = of_marking and i.source_id = of_source
    and st.retracted_at is null and st.marking_id = of_marking and identifier_key(st.property, st.norm) = of_key);
comment on function identifier_stands is 'leads: does a source state this identifier under this marking now, by the statements themselves';

create table connection (
  key bigint not null,
  left_source bigint not null,
  left_marking integer not null,
  right_source bigint not null,
  right_marking integer not null,
  found_at timestamptz not null,
  primary key (key, left_source, left_marking, right_source, right_marking),
  check ((left_source, left_marking) < (right_source, right_marking))
);
comment on table connection is 'leads: an identifier in two sources or cases, by marking, so that it is told once and to whoever may read both';
grant select, insert on connection to shield_app;

create table watch (
  id uuid primary key,
  person_id uuid not null references person,
  organisation text not null,
  -- The whole desk is told, not its maker alone.
  is_shared boolean not null,
  kind text not null check (kind in ('entity','identifier','search')),
  entity_id bigint references entity,
  -- Of an identifier: the property, and the value as it was written and as it is compared. Of a search: the words, and what narrows them.
  property smallint,
  words text,
  norm text,
  narrowed jsonb not null default '{}',
  purpose text not null,
  reference text not null,
  delivery text not null check (delivery in ('at-once','daily')),
  quiet_from text,
  quiet_until text,
  zone text not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  paused_at timestamptz,
  ended_at timestamptz,
  -- Everything it would find is looked at once more: it was paused.
  look_again boolean not null default false,
  check ((kind = 'entity') = (entity_id is not null)),
  check ((kind = 'identifier') = (norm is not null)),
  check ((kind = 'identifier') = (property is not null)),
  check ((kind = 'entity') = (words is null)),
  check ((quiet_from is null) = (quiet_until is null))
);
create index watch_person on watch (person_id);
create index watch_entity on watch (entity_id) where ended_at is null;
create index watch_key on watch (identifier_key(property, norm)) where ended_at is null and norm is not null;
comment on table watch is 'leads: what a person or a desk wants to be told of, what for, and until when';
grant select, insert, update on watch to shield_app;

create table watch_known (
  watch_id uuid not null references watch,
  -- A record of a watched entity; an entity that states a watched identifier or is found by a watched search.
  what bigint not null,
  markings integer[] not null,
  primary key (watch_id, what, markings)
);
comment on table watch_known is 'leads: what a watch knew when it was made or has told since; nothing is told twice';
grant select, insert on watch_known to shield_app;

create table lead (
  number bigint primary key generated always as identity,
  id uuid not null unique,
  rule text not null check (rule in ('watch-entity','watch-identifier','watch-search','shared-identifier')),
  organisation text not null,
  watch_id uuid references watch,
  record_id bigint,
  entity_id bigint,
  left_source bigint,
  right_source bigint,
  -- Who may read all of these may know of it; of a connection the left and the right.
  markings integer[] not null,
  -- The identifiers, or what was found by a search, as numbers of the statements' values.
  keys bigint[] not null,
  found_at timestamptz not null,
  due_at timestamptz not null,
  state text not null default 'new' check (state in ('new','acknowledged','acted','dismissed')),
  assigned_to uuid references person,
  check ((rule = 'shared-identifier') = (watch_id is null)),
  check ((rule = 'shared-identifier') = (left_source is not null)),
  check ((rule = 'shared-identifier') = (right_source is not null)),
  check ((rule = 'shared-identifier') = (entity_id is null)),
  check ((rule = 'watch-entity') = (record_id is not null))
);
create index lead_due on lead (organisation, due_at desc, number desc);
create index lead_watch on lead (watch_id);
create index lead_assigned on lead (assigned_to) where assigned_to is not null;
comment on table lead is 'leads: something that somebody who may read it should look at; shown for as long as what it rests on stands';
grant select, insert, update on lead to shield_app;

create table lead_seen (
  lead_number bigint not null references lead,
  person_id uuid not null references person,
  at timestamptz not null,
  primary key (lead_number, person_id)
);
create index lead_seen_person on lead_seen (person_id);
comment on table lead_seen is 'leads: who has opened a lead';
grant select, insert on lead_seen to shield_app;

create table lead_act (
  id uuid primary key,
  lead_number bigint not null references lead,
  act text not null check (act in ('acknowledge','act','dismiss','reopen','assign')),
  reason text not null default '',
  to_person uuid references person,
  by_person uuid not null references person,
  at timestamptz not null,
  check (reason <> '' or act in ('acknowledge','assign')),
  check ((act = 'assign') = (to_person is not null))
);
create index lead_act_lead on lead_act (lead_number);
create index lead_act_to on lead_act (to_person) where to_person is not null;
create index lead_act_by on lead_act (by_person);
comment on table lead_act is 'leads: the life of a lead; who did what with it, and why';
grant select, insert on lead_act to shield_app;

create table ticket (
  id uuid primary key,
  organisation text not null,
  key bigint not null,
  -- Of the own record.
  marking_id integer not null references marking,
  found_at timestamptz not null,
  unique (organisation, key, marking_id)
);
create index ticket_marking on ticket (marking_id);
comment on table ticket is 'leads: tells a contact desk that another organisation holds something on a number of its own, where the owners of both allow that';
grant select, insert on ticket to shield_app;

create table ticket_ask (
  id uuid primary key,
  ticket_id uuid not null references ticket,
  other_id uuid not null references ticket,
  reason text not null,
  by_person uuid not null references person,
  at timestamptz not null,
  answer text check (answer in ('contact','no')),
  answer_text text,
  answered_by uuid references person,
  answered_at timestamptz,
  unique (ticket_id, other_id),
  check ((answer is null) = (answered_by is null)),
  check ((answer is null) = (answered_at is null))
);
create index ticket_ask_other on ticket_ask (other_id);
create index ticket_ask_by on ticket_ask (by_person);
create index ticket_ask_answered on ticket_ask (answered_by) where answered_by is not null;
comment on table ticket_ask is 'leads: one contact desk asks another, and what that one answers';
grant select, insert, update on ticket_ask to shield_app;
