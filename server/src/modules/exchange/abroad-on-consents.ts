import type { AbroadOfPerson } from '@shield/contract'
import { propertyOf } from '@shield/core'

import type { Context } from '../../context.ts'

interface Row {
  readonly to_en: string
  readonly to_th: string
  readonly purpose: AbroadOfPerson['purpose']
  readonly consent: string
  readonly properties: readonly number[]
  readonly sent_at: Date
  readonly expires_on: string | null
  readonly taken_at: Date | null
  readonly refused_at: Date | null
  readonly recalled_at: Date | null
  readonly hidden_at: Date | null
  readonly searched_at: Date | null
  readonly complete: boolean | null
  readonly has_copies: boolean | null
}

/**
 * What went to partners on these consents, whichever organisation sent it, the oldest first: what waits, was refused or was taken
 * back here never left and is not in it. Those who keep a consent see no release under its own marking (it is an investigator's);
 * so of it they get what the person has to know who agreed, and neither its values, its reason nor by whom it was sent.
 */
export async function abroadOnConsents(
  { tx }: Pick<Context, 'tx'>,
  consents: readonly string[],
): Promise<AbroadOfPerson[]> {
  const found = await tx.client.query<Row>(
    `select p.name_en as to_en, p.name_th as to_th, r.purpose, r.consent->>'reference' as consent, o.created_at as sent_at,
       r.expires_on::text, r.recalled_at, w.at as searched_at, w.complete,
       jsonb_path_exists(w.report, '$.places[*] ? (@.state == "gone-out")') as has_copies,
       (select t.at from receipt t where t.direction = 'in' and t.message_id = o.message_id and t.state = 'applied') as taken_at,
       (select t.at from receipt t where t.direction = 'in' and t.message_id = o.message_id and t.state = 'refused') as refused_at,
       (select min(t.at) from receipt t where t.direction = 'in' and t.about = r.id::text and t.state = 'recalled') as hidden_at,
       array(select distinct st.property from release_statement rs join entity e on e.wire = rs.entity_wire
         join statement st on st.entity_id = e.id and st.id = rs.statement_id
         where rs.release_id = r.id and rs.since <= r.version order by st.property) as properties
     from release r join outbox o on o.about = r.id::text and o.kind = 'release' join peer p on p.node = r.peer
     left join recall_report w on w.release_id = r.id
     where r.direction = 'out' and r.consent->>'reference' = any($1::text[]) order by o.created_at, r.id limit 200`,
    [consents],
  )
  return found.rows.map((row) => ({
    ...{ to: { en: row.to_en, th: row.to_th }, purpose: row.purpose, consent: row.consent },
    kinds: row.properties.map(propertyOf),
    sentAt: row.sent_at.toISOString(),
    ...(row.expires_on === null ? {} : { until: row.expires_on }),
    ...(row.taken_at ? { takenAt: row.taken_at.toISOString() } : {}),
    ...(row.refused_at ? { refusedAt: row.refused_at.toISOString() } : {}),
    ...(row.recalled_at ? { recalledAt: row.recalled_at.toISOString() } : {}),
    ...(row.hidden_at ? { hiddenAt: row.hidden_at.toISOString() } : {}),
    ...(row.searched_at
      ? {
          searched: {
            at: row.searched_at.toISOString(),
            isComplete: row.complete === true,
            hasCopies: row.has_copies === true,
          },
        }
      : {}),
  }))
}
