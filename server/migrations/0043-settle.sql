-- Answers of two hands that differ are settled by a person; the board is listed by the newest too.
alter table protection_act drop constraint protection_act_kind_check;
alter table protection_act add constraint protection_act_kind_check
  check (kind in ('arrived','triaged','joined','sealed','settled'));
create index protected_newest on protected_person (arrival_id, arrived_at desc, code desc);
