-- What the database checks row by row and something else holds already.
-- A place in the log is given to an event read in the same transaction; nobody may delete events, and `audit verify` finds a place
-- without its event. The check locked the event's row, and so wrote it a second time.
alter table audit_leaf drop constraint audit_leaf_audit_id_fkey;
-- A receipt is found by direction, partner and message (`receipt_once`), by what it is about, and by the answer it stood in.
drop index receipt_message, receipt_peer;
