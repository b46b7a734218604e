-- Sealed identities: a schema and a role of their own. shield_app sees nothing of it, shield_vault nothing else.
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'shield_vault') then
    create role shield_vault nologin;
  end if;
  execute format('grant shield_vault to %I', current_user);
end $$;
create schema vault;
revoke all on schema vault from public;
grant usage on schema vault to shield_vault;

create table vault.sealed (
  id uuid primary key,
  code text not null,
  part text not null check (part in ('identity','contact','family','place','photo','words')),
  -- AES-256-GCM: nonce, the value's own key, tag; sealed by the key of the person, which is not in this database.
  wrapped_key bytea not null check (length(wrapped_key) = 60),
  body bytea not null,
  sealed_by text not null,
  organisation text not null,
  sealed_at timestamptz not null
);
create index sealed_code on vault.sealed (code);
comment on table vault.sealed is 'vault: one value of a person, encrypted; the database alone opens none of it';

create table vault.blind (
  tag bytea not null check (length(tag) = 16),
  code text not null,
  sealed_id uuid not null references vault.sealed on delete cascade,
  primary key (tag, sealed_id)
);
create index blind_sealed on vault.blind (sealed_id);
comment on table vault.blind is 'vault: keyed digests to find the same value again; equal values have equal digests, and that is all it tells';

create table vault.opening (
  id bigint generated always as identity primary key,
  code text not null,
  sealed_id uuid not null,
  part text not null,
  person text not null,
  organisation text not null,
  purpose text not null,
  reference text not null,
  at timestamptz not null
);
create index opening_person on vault.opening (person, at);
create index opening_at on vault.opening (at);
create index opening_code on vault.opening (code, at);
comment on table vault.opening is 'vault: who opened what, for what; written before the answer leaves';

create table vault.question (
  id bigint generated always as identity primary key,
  person text not null,
  organisation text not null,
  purpose text not null,
  reference text not null,
  count int not null,
  found int not null,
  at timestamptz not null
);
create index question_person on vault.question (person, at);
comment on table vault.question is 'vault: blind questions, to limit fishing';

create table vault.erasure (
  code text primary key,
  erased_at timestamptz not null,
  erased_by text not null,
  organisation text not null,
  reference text not null,
  "values" int not null
);
comment on table vault.erasure is 'vault: whose key was destroyed; kept so that an older copy of the keys does not bring it back';

create table vault.tombstone (
  tag bytea primary key check (length(tag) = 16),
  erased_at timestamptz not null
);
comment on table vault.tombstone is 'vault: digests of the erased, so that a later import is told and nobody is brought back unawares';

create table vault.canary (
  -- A digest: who reads the table does not learn which codes to leave alone.
  tag bytea primary key check (length(tag) = 16),
  laid_at timestamptz not null
);
create table vault.alarm (
  id bigint generated always as identity primary key,
  opening_id bigint not null references vault.opening,
  at timestamptz not null,
  looked_by text,
  looked_at timestamptz,
  outcome text
);
comment on table vault.alarm is 'vault: somebody opened an identity that nobody has reason to open';

grant select, insert, delete on vault.sealed, vault.blind to shield_vault;
grant select, insert on vault.opening, vault.question, vault.erasure, vault.tombstone, vault.canary to shield_vault;
grant select, insert on vault.alarm to shield_vault;
grant update ("values") on vault.erasure to shield_vault;
grant update (looked_by, looked_at, outcome) on vault.alarm to shield_vault;
grant usage, select on all sequences in schema vault to shield_vault;

create table vault.lifting (
  id bigint generated always as identity primary key,
  -- Null: of the whole node.
  person text,
  people int not null check (people between 1 and 10000),
  until timestamptz not null,
  reason text not null,
  asked_by text not null,
  approved_by text not null check (approved_by <> asked_by),
  at timestamptz not null
);
comment on table vault.lifting is 'vault: two persons let one officer, or the node, open more for a while';
grant select, insert on vault.lifting to shield_vault;
grant usage, select on sequence vault.lifting_id_seq to shield_vault;
