-- Organisations, people, role grants, sessions and the ways to sign in.
create table organisation (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,40}$'),
  node text not null,
  kind text not null check (kind in ('police','immigration','social','ngo','embassy','prosecutor','aml','oversight')),
  name_en text not null,
  name_th text not null,
  created_at timestamptz not null default now()
);
comment on table organisation is 'identity: an agency of this node, or of a partner node whose releases name it';

create table person (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  name_en text not null,
  name_th text not null,
  clearance smallint not null default 0 check (clearance between 0 and 3),
  cases text[] not null default '{}',
  active boolean not null default true,
  training boolean not null default false,
  preference jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index person_organisation on person (organisation_id);
comment on table person is 'identity: somebody who may sign in; never a person of a case';

create table role_grant (
  id uuid primary key,
  person_id uuid not null references person,
  role text not null check (role in ('analyst','exchange-officer','supervisor','administrator','oversight')),
  reason text not null,
  proposed_by uuid references person,
  proposed_at timestamptz not null default now(),
  approved_by uuid references person,
  approved_at timestamptz,
  revoked_by uuid references person,
  revoked_at timestamptz,
  check (approved_by is null or approved_by is distinct from proposed_by),
  check (approved_by is null or approved_by is distinct from person_id)
);
create index role_grant_person on role_grant (person_id);
comment on table role_grant is 'identity: a role in force is approved and not revoked; nobody approves what he proposed or what is for himself';

create table session (
  token_hash bytea primary key,
  id uuid not null unique,
  person_id uuid not null references person,
  method text not null check (method in ('passkey','oidc','demonstration','token')),
  purpose text,
  reference text not null default '',
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_person on session (person_id);
comment on table session is 'identity: one signed-in browser or script; the token itself is never stored';

create table passkey (
  credential_id text primary key,
  person_id uuid not null references person,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label text not null default '',
  created_at timestamptz not null default now(),
  used_at timestamptz,
  removed_at timestamptz
);
create index passkey_person on passkey (person_id);
comment on table passkey is 'identity: WebAuthn credentials';

create table ceremony (
  id uuid primary key,
  kind text not null check (kind in ('passkey-register','passkey-sign-in','oidc')),
  person_id uuid references person,
  state jsonb not null,
  expires_at timestamptz not null
);
comment on table ceremony is 'identity: a sign-in or registration that has begun; deleted when it ends, useless after five minutes';

create table one_time_secret (
  secret_hash bytea primary key,
  kind text not null check (kind in ('set-up','demonstration')),
  person_id uuid not null references person,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_secret_person on one_time_secret (person_id);
comment on table one_time_secret is 'identity: set-up secrets for the first administrators, and demonstration links in TRAINING mode';

create table oidc_identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null references person,
  primary key (issuer, subject)
);
create index oidc_identity_person on oidc_identity (person_id);
comment on table oidc_identity is 'identity: who an identity provider of an agency says it is';

create table client (
  id uuid primary key,
  name text not null,
  door text not null check (door in ('api','taxii','misp')),
  organisation_id uuid not null references organisation,
  secret_hash bytea not null,
  markings text[] not null default '{}',
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create index client_organisation on client (organisation_id);
comment on table client is 'identity: a credential of a machine; it can hold no role of a person';

create table idempotency (
  person_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status smallint not null,
  reply jsonb not null,
  created_at timestamptz not null default now(),
  primary key (person_id, key)
);
comment on table idempotency is 'http: the answer given to a creating request, so that sending it again changes nothing';
