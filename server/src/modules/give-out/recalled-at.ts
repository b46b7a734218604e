/**
 * SQL: since when a case is to be deleted by whom it went to; null: it may stay there. The person took the entry back on which it
 * went, or is to be erased. `rp` is the person's row of the release.
 */
export const recalledAt = `(select min(ground.at) from (
  select w.at from consent_withdrawal w where w.entry_id = rp.entry_id
  union all select e.proposed_at from erasure e where e.code = rp.code and e.state = 'proposed') as ground)`
