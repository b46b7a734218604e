-- A hold of oversight: those who care for the person neither look at it again nor end it.
alter table legal_hold add column of_oversight boolean not null default false;
create index legal_hold_of_oversight on legal_hold (organisation, until) where of_oversight and released_at is null;
