const says = (list: string, one: string): string => `a.body->'${list}' ? ${one}`

/**
 * The partner holds the release `r`, which went before the version in force, and that one does not allow it: the same terms as
 * `isCovered` asks of what comes in, the last day, and passing on. Looked at as it stands now, with what was corrected since.
 */
export const exceeds = `(r.direction = 'out' and r.state in ('sent', 'applied') and exists (
  select 1 from agreement a join agreement_version v on v.agreement_id = a.id and v.state = 'in-force'
  where a.id = r.agreement_id and a.version > 1 and r.created_at < v.agreed_at and (
    not ${says('purposes', 'r.purpose')}
    or exists (select 1 from jsonb_array_elements_text(r.package->'marking'->'purposes') as p (one) where not ${says('purposes', 'p.one')})
    or (a.body ? 'zones' and not ${says('zones', `(r.package->'marking'->>'zone')`)})
    or (a.body->'onward' = 'false' and cardinality(r.onward) > 0)
    or (a.body ? 'retentionDays' and coalesce(r.expires_on > (r.created_at at time zone 'UTC')::date + (a.body->>'retentionDays')::int, true))
    or exists (select 1 from jsonb_array_elements(r.package->'entities') as e (one) where not ${says('kinds', `(e.one->>'kind')`)}
      or exists (select 1 from jsonb_array_elements(e.one->'statements') as s (one) where not ${says('properties', `(s.one->>'property')`)})))))`
