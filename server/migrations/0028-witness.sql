-- After a partner was set back to a backup, a person may decide to witness its log from there on: the same head once more.
alter table witnessed drop constraint witnessed_pkey, add column id bigint generated always as identity primary key;
create index witnessed_peer on witnessed (peer, id desc);
-- The same head cosigned again, later: nothing has happened since, and it is still witnessed.
grant update on cosignature to shield_app;
