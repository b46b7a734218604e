-- What one room knows and another uses. A person may say that something of care, the way home or a punishment is wrong.
alter table correction drop constraint correction_about_check;
alter table correction add constraint correction_about_check
  check (about in ('identity','arrival','interview','consent','determination','care','return','finding','other'));

-- A return asks the time to recover and think, and the certificate that care holds.
insert into return_track (case_id, track, state, owner, since, by_person)
  select id, 'reflection', 'none', organisation, opened_at, opened_by from return_case;

-- Who heads a shelter or a service: no supervisor of the police. Whatever roles stand there already stay.
do $$
declare known text;
begin
  select substring(pg_get_constraintdef(oid) from '^CHECK \((.*)\)$') into known
  from pg_constraint where conname = 'role_grant_role_check';
  alter table role_grant drop constraint role_grant_role_check;
  execute format('alter table role_grant add constraint role_grant_role_check check (role = ''shelter-head'' or %s)', known);
end $$;

-- Until the second factor the reason of an emergency look lies under a code of its own.
alter table break_glass add column sealed_under text;

-- Complaints about oversight itself are read by somebody else.
alter table complaint drop constraint complaint_about_check;
alter table complaint add constraint complaint_about_check
  check (about in ('police','immigration','shelter','social','interpreter','embassy','record','oversight','other'));
