-- What is read out to people: translations of the sets, who signed which text, and the law of countries as data.
create table spoken_words (
  set_id text not null,
  language text not null,
  version text not null,
  -- The version of the English they were made from.
  of_version text not null,
  -- json, not jsonb: texts keep the order in which they are read.
  texts json not null,
  loaded_at timestamptz not null,
  primary key (set_id, language, version)
);
comment on table spoken_words is 'words: texts by language; a version never changes';

create table words_signature (
  id uuid primary key,
  set_id text not null,
  text_id text not null,
  language text not null,
  -- Over the English and the words as they stood: when either changes the text is a draft again.
  seal text not null,
  knows text not null check (knows in ('speaks-from-birth','speaks-well','interpreter')),
  by_person uuid not null references person,
  organisation text not null,
  at timestamptz not null,
  taken_back_at timestamptz,
  taken_back_by uuid references person,
  taken_back_because text check (taken_back_because in ('wrong-meaning','hard-to-understand','leading','spelling')),
  check ((taken_back_at is null) = (taken_back_by is null)),
  check ((taken_back_at is null) = (taken_back_because is null))
);
create unique index words_signature_once on words_signature (set_id, language, text_id, seal) where taken_back_at is null;
create index words_signature_person on words_signature (by_person);
create index words_signature_taken_back on words_signature (taken_back_by);
comment on table words_signature is 'words: who stands for a translation, and who took that back';

create table country_data (
  code text not null,
  version text not null,
  body jsonb not null,
  loaded_at timestamptz not null,
  primary key (code, version)
);
comment on table country_data is 'words: clocks and law of a country with their source; what is not known is absent';

grant select, insert on spoken_words, words_signature, country_data to shield_app;
grant update (taken_back_at, taken_back_by, taken_back_because) on words_signature to shield_app;
