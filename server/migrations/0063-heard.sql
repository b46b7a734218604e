-- Who was there when words were read out, and who told a person what a panel decided.
alter table consent_entry add column interpreter text check (interpreter in ('none','present','remote')),
  add column witness text check (witness in ('none','colleague','support-person','guardian'));
comment on column consent_entry.witness is 'consent: who heard it beside the officer and the interpreter; a kind of person, never a name';
alter table determination add column told_by uuid references person;

-- My work asks for these each minute.
create index interview_unjudged on interview (by_person) where judgement is null;
create index determination_untold on determination (opened_at) where told_at is null;
