/**
 * Whether an embassy may still read a question, in SQL: the agreement it rests on holds, and the person has not said
 * "not my embassy" since. `m`: the question, `r`: the return; `now`: a parameter. Asked at every read, so that what was
 * taken back is gone with the next one.
 */
export function isMatterOpen(now: string): string {
  return `(m.ended_at is null
    and exists (select 1 from consent_entry e where e.id = m.entry_id and (e.expires_at is null or e.expires_at > ${now}))
    and not exists (select 1 from consent_withdrawal w where w.entry_id = m.entry_id)
    and not exists (select 1 from consent_restriction c where c.code = r.code and c.restriction in ('not-embassy', 'not-home-authorities')
      and not exists (select 1 from consent_restriction_back b where b.restriction_id = c.id)))`
}
