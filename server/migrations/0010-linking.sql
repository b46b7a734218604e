-- Linking: which entities may speak of the same, found by keys, scored as they change, judged by people.
create table link_place (
  one boolean primary key default true check (one),
  -- Of the keys: where the program makes others now, every entity is matched anew.
  version smallint not null default 0,
  until xid8 not null default '0',
  ahead bigint[] not null default '{}'
);
comment on table link_place is 'linking: how far the changes were followed; written with what was done for them, so that a node that dies goes on there';
insert into link_place default values;
grant select, update on link_place to shield_app;

create table link_pending (
  entity_id bigint primary key
);
comment on table link_pending is 'linking: entities that have changed and are not matched yet';
grant select, insert, delete on link_pending to shield_app;

create table link_key (
  key bigint not null,
  kind smallint not null,
  entity_id bigint not null,
  -- Of the value the key is made of, and of the second one where it is made of two.
  marking_id integer not null,
  beside_id integer not null,
  primary key (key, kind, marking_id, beside_id, entity_id)
);
create index link_key_entity on link_key (entity_id);
comment on table link_key is 'linking: what entities have in common is found by equal keys: hashes of name sounds, of a part with a year, of identifiers';
grant select, insert, delete on link_key to shield_app;

create table candidate (
  left_entity bigint not null,
  right_entity bigint not null,
  left_markings integer[] not null,
  right_markings integer[] not null,
  -- The weight of the evidence for whoever sees all of both; others' is worked out from what they see.
  bits real not null,
  primary key (left_entity, right_entity),
  check (left_entity < right_entity)
);
create index candidate_right on candidate (right_entity);
create index candidate_best on candidate (bits desc);
comment on table candidate is 'linking: two entities that may speak of the same; nothing is joined but by a judgement';
grant select, insert, update, delete on candidate to shield_app;

create table candidate_ground (
  left_entity bigint not null,
  right_entity bigint not null,
  kind smallint not null,
  left_marking integer not null,
  left_beside integer not null,
  right_marking integer not null,
  right_beside integer not null,
  primary key (left_entity, right_entity, kind, left_marking, left_beside, right_marking, right_beside)
);
create index candidate_ground_right on candidate_ground (right_entity);
comment on table candidate_ground is 'linking: why two entities are candidates, by the handling of the values; the pair is there for whoever may see all of one ground';
grant select, insert, delete on candidate_ground to shield_app;

create table pair_proposal (
  id uuid primary key,
  left_entity bigint not null references entity,
  right_entity bigint not null references entity,
  organisation text not null,
  marking_id integer not null references marking,
  reason text not null,
  why text not null check (why in ('protection','reach')),
  state text not null check (state in ('waiting','approved','refused','withdrawn')),
  by_person uuid not null references person,
  at timestamptz not null,
  decided_by uuid references person,
  decided_at timestamptz,
  decided_reason text,
  judgement_id bigint references judgement,
  check (left_entity < right_entity),
  check (state not in ('approved', 'refused') or decided_by <> by_person),
  check ((state = 'waiting') = (decided_by is null)),
  check ((state = 'approved') = (judgement_id is not null))
);
create unique index pair_proposal_waiting on pair_proposal (left_entity, right_entity, organisation, marking_id) where state = 'waiting';
create index pair_proposal_right on pair_proposal (right_entity);
create index pair_proposal_marking on pair_proposal (marking_id);
create index pair_proposal_by on pair_proposal (by_person);
create index pair_proposal_decided on pair_proposal (decided_by);
create index pair_proposal_judgement on pair_proposal (judgement_id);
comment on table pair_proposal is 'registry: a "same" that reaches far and waits for a second person; it joins nothing until somebody else agrees';
grant select, insert, update on pair_proposal to shield_app;

create table pair_question (
  id uuid primary key,
  -- Whose own entity it is about, and the other, which the owner may or may not see.
  own_entity bigint not null references entity,
  other_entity bigint not null references entity,
  asked_organisation text not null,
  asker_organisation text not null,
  question text not null,
  by_person uuid not null references person,
  at timestamptz not null,
  answer text,
  answered_by uuid references person,
  answered_at timestamptz,
  check ((answer is null) = (answered_by is null)),
  check ((answer is null) = (answered_at is null)),
  check (own_entity <> other_entity),
  check (asked_organisation <> asker_organisation)
);
create index pair_question_own on pair_question (own_entity);
create index pair_question_other on pair_question (other_entity);
create index pair_question_asked on pair_question (asked_organisation) where answer is null;
create index pair_question_by on pair_question (by_person);
create index pair_question_answered on pair_question (answered_by);
comment on table pair_question is 'linking: what one organisation asks the owner of a record, in words the owner reads';
grant select, insert, update on pair_question to shield_app;

create function all_visible(bits bytea, markings integer[]) returns boolean
language sql immutable parallel safe
return case
  when cardinality(markings) = 1 then visible(bits, markings[1])
  else not exists (select 1 from unnest(markings) as m where not visible(bits, m))
end;
comment on function all_visible is 'registry: everything that is said under these markings may be read';
grant execute on function all_visible to shield_app;
