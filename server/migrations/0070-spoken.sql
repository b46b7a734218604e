-- What a person said no to; answers of two hands of which a person has decided; whom a device carries to be heard.
create table consent_refusal (
  id uuid primary key,
  code text not null references protected_person,
  purpose text not null,
  language text not null,
  -- Version of the words that were read out.
  text_version text not null,
  at timestamptz not null,
  person_id uuid not null references person,
  organisation text not null,
  received_at timestamptz not null
);
create index consent_refusal_code on consent_refusal (code, at);
comment on table consent_refusal is 'consent: asked, said no; it counts against nobody and takes nothing back';
grant select, insert on consent_refusal to shield_app;

-- Shares whose time is over and that still stand: the clock looks for them.
create index person_share_due on person_share (ends_at) where ended_at is null and ends_at is not null;

alter table interview_act add column settles boolean not null default false;
comment on column interview_act.has_conflict is 'interview: another hand had answered differently and neither knew of the other; both are kept';
comment on column interview_act.settles is 'interview: somebody has said which of the differing answers holds; those before it differ no more';

alter table device_pack add column chosen text[] not null default '{}';
comment on column device_pack.chosen is 'offline: whom its holder named to hear, beside those whose interviews they have begun';
