-- Each side stops an agreement alone and at once, and tells the other; both have to let it run for it to be in force.
alter table agreement
  add column suspended_reason text,
  add column their_suspended_at timestamptz,
  add column ended_at timestamptz,
  add column ended_by text,
  add column ended_reason text,
  add column told integer not null default 0,
  add column heard integer not null default 0;
comment on column agreement.their_suspended_at is 'since when the partner has it suspended, as it told';
comment on column agreement.ended_by is 'the node that ended it; an ended agreement never runs again';
comment on column agreement.told is 'how many changes of its standing we have told; the partner takes the newest, whatever order they come in';
comment on column agreement.heard is 'the number of the newest change the partner told';
