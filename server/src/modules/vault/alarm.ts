import type { Tx } from '#store/database.ts'
import { VaultFault } from '../../vault-door.ts'
import type { AlarmAnswer, VaultAlarm } from '../../vault-door.ts'
import type { VaultVisit } from './open-vault.ts'

interface AlarmRow {
  readonly id: number
  readonly person: string
  readonly organisation: string
  readonly part: VaultAlarm['part']
  readonly purpose: string
  readonly reference: string
  readonly at: Date
  readonly looked_by: string | null
  readonly looked_at: Date | null
  readonly outcome: string | null
}

const most = 200

/** Openings of canaries, the newest first. Whose identity it was is not said: which people are canaries stays unknown. */
export async function findAlarms(tx: Tx, wanted: 'waiting' | 'all'): Promise<readonly VaultAlarm[]> {
  const found = await tx.client.query<AlarmRow>(
    `select a.id, o.person, o.organisation, o.part, o.purpose, o.reference, a.at, a.looked_by, a.looked_at, a.outcome
     from vault.alarm a join vault.opening o on o.id = a.opening_id
     where $1 or a.looked_at is null order by a.id desc limit ${most}`,
    [wanted === 'all'],
  )
  return found.rows.map((row) => ({
    id: String(row.id),
    person: row.person,
    organisation: row.organisation,
    part: row.part,
    purpose: row.purpose,
    reference: row.reference,
    at: row.at.toISOString(),
    ...(row.looked_at === null
      ? {}
      : {
          answer: { by: row.looked_by ?? '', at: row.looked_at.toISOString(), outcome: row.outcome ?? '' },
        }),
  }))
}

/** Notes what came of looking into an alarm. Throws VaultFault where it is answered, is not there, or is the asker's own. */
export async function answerAlarm(
  { tx, asker, at }: Pick<VaultVisit, 'tx' | 'asker' | 'at'>,
  { id, outcome }: AlarmAnswer,
): Promise<void> {
  const found = await tx.client.query<{ person: string; looked: boolean }>(
    `select o.person, a.looked_at is not null as looked from vault.alarm a join vault.opening o on o.id = a.opening_id
     where a.id = $1 for update of a`,
    [id],
  )
  const [alarm] = found.rows
  if (!alarm || alarm.looked) throw new VaultFault('answered', 'the alarm was answered already')
  if (alarm.person === asker.person) throw new VaultFault('purpose', 'another person answers this alarm')
  await tx.client.query('update vault.alarm set looked_by = $2, looked_at = $3, outcome = $4 where id = $1', [
    id,
    asker.person,
    at,
    outcome,
  ])
}
