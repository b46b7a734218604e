/**
 * The people somebody sees, in SQL: the handling lets them, and their organisation cares for the person or was let in by
 * a share that has not ended. The share of a referral shows its package and not the person. $1: bitmap of markings,
 * $2: organisation, $3: now. `p` is the person's row.
 */
export const seen = `visible($1, p.marking_id) and ($2 = any(p.carers) or exists (
  select 1 from person_share s where s.code = p.code and s.organisation = $2 and s.ended_at is null
    and (s.ends_at is null or s.ends_at > $3) and s.parts <> '{package}'))`
