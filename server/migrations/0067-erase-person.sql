-- The node may add to what was done for a person and never take from it. Erasing is the one exception, and it is here: it works only
-- on an erasure that two people decided, and on nobody for whom a hold stands.
create function erase_person(erasure_id uuid, today date) returns jsonb
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  about erasure;
  counts jsonb := '{}';
  gone bigint;
  one record;
begin
  select * into about from erasure where id = erasure_id and state = 'clearing' and decided_by <> proposed_by for update;
  if not found then raise exception 'no erasure that two people decided'; end if;
  if exists (select 1 from legal_hold h where h.code = about.code and h.released_at is null and h.until >= today) then
    raise exception 'a hold stands';
  end if;
  -- That a case went, to whom and under which code, stays in the register: its recipient was told to delete it. What it said goes.
  update case_release_person set facts = '{}', entry_id = null where code = about.code;
  -- In the order in which they refer to one another; $1 is the code.
  for one in
    select * from (values
      ('returns', 'return_chaser', 'case_id in (select id from return_case where code = $1)'),
      ('returns', 'return_check', 'case_id in (select id from return_case where code = $1)'),
      ('returns', 'return_batch_person', 'case_id in (select id from return_case where code = $1)'),
      ('returns', 'return_follow_up', 'case_id in (select id from return_case where code = $1)'),
      ('returns', 'return_receipt', 'case_id in (select id from return_case where code = $1)'),
      ('returns', 'return_override', 'case_id in (select id from return_case where code = $1)'),
      ('returns', 'return_act', 'case_id in (select id from return_case where code = $1)'),
      ('returns', 'return_track', 'case_id in (select id from return_case where code = $1)'),
      ('returns', 'consular_matter', 'case_id in (select id from return_case where code = $1)'),
      ('returns', 'return_case', 'code = $1'),
      ('care', 'referral_item', 'referral_id in (select id from referral where code = $1)'),
      ('care', 'referral', 'code = $1'),
      ('care', 'care_step', 'goal_id in (select id from care_goal where code = $1)'),
      ('care', 'care_goal', 'code = $1'),
      ('care', 'care_plan', 'code = $1'),
      ('care', 'shelter_stay', 'code = $1'),
      ('care', 'health_certificate', 'code = $1'),
      ('care', 'money_entry', 'claim_id in (select id from money_claim where code = $1)'),
      ('care', 'money_claim', 'code = $1'),
      ('care', 'early_testimony', 'code = $1'),
      ('care', 'safe_contact', 'code = $1'),
      ('care', 'contact_attempt', 'code = $1'),
      ('care', 'care_act', 'code = $1'),
      ('interviews', 'interview_act', 'interview_id in (select id from interview where code = $1)'),
      ('interviews', 'interview', 'code = $1'),
      ('shares', 'person_share', 'code = $1'),
      ('consent', 'consent_withdrawal', 'entry_id in (select id from consent_entry where code = $1)'),
      ('consent', 'consent_entry', 'code = $1'),
      ('consent', 'consent_refusal', 'code = $1'),
      ('consent', 'consent_restriction_back', 'restriction_id in (select id from consent_restriction where code = $1)'),
      ('consent', 'consent_restriction', 'code = $1'),
      ('panels', 'determination_vote', 'determination_id in (select id from determination where code = $1)'),
      ('punishments', 'punishment_act', 'finding_id in (select id from punishment_finding where code = $1)'),
      ('punishments', 'punishment_finding', 'code = $1'),
      ('file', 'correction', 'code = $1'),
      ('file', 'subject_given', 'code = $1'),
      ('figures', 'case_fact', 'code = $1'),
      ('arrival', 'protection_act', 'code = $1'),
      ('clock', 'retention_clock', 'code = $1')) as t (kind, name, condition)
  loop
    execute format('delete from %I where %s', one.name, one.condition) using about.code;
    get diagnostics gone = row_count;
    if gone > 0 then
      counts := jsonb_set(counts, array[one.kind], to_jsonb(coalesce((counts->>one.kind)::bigint, 0) + gone));
    end if;
  end loop;
  -- That a panel decided, and what, is counted for ever; why and in which words is not.
  update determination set reasons_id = null, legal_basis = null, told_language = null where code = about.code;
  update protected_person set triage = '{}', party = gen_random_uuid(), identity_id = null, identity_at = null, interview = 'none',
    has_conflict = false, carers = '{}', erased_at = now(), version = version + 1, changed_at = now() where code = about.code;
  return counts;
end $$;
revoke execute on function erase_person from public;
grant execute on function erase_person to shield_app;
comment on function erase_person is 'retention: takes from the tables what is held of a person; the key of what is sealed is destroyed by the vault after it';
