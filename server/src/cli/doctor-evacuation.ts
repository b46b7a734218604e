import pg from 'pg'

import type { Config } from '../config.ts'
import { isDue, usualDrillDays } from '../modules/evacuation/index.ts'
import type { Finding } from './finding.ts'

const dayMs = 86_400_000

/** When it was last tried to leave with everything. In training a drill that is due is told and is no fault. */
export async function drillFinding(config: Config, databaseUrl: string): Promise<Finding> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const found = await client.query<{ last: Date | null; open: string | null }>(
      `select (select max(ended_at) from evacuation where kind = 'drill' and state = 'done') as last,
         (select kind from evacuation where state = 'under-way' and kind = 'real') as open`,
    )
    const { last, open } = found.rows[0] ?? { last: null, open: null }
    return findingOf(config, { last: last ?? undefined, isCut: open !== null, now: new Date() })
  } finally {
    await client.end()
  }
}

interface Drilled {
  readonly last: Date | undefined
  /** An evacuation was begun and not ended: the door is closed. */
  readonly isCut: boolean
  readonly now: Date
}

export function findingOf(config: Config, { last, isCut, now }: Drilled): Finding {
  const what = 'evacuation'
  if (isCut)
    return {
      what,
      ok: false,
      say: 'an evacuation was cut short and the door is closed: the same command ends it, evacuate --give-up opens the door',
    }
  const days = config.evacuation?.drillDays ?? usualDrillDays
  const when =
    last === undefined
      ? 'no drill yet'
      : `last drill ${Math.floor((now.getTime() - last.getTime()) / dayMs)} days ago`
  const due = isDue(last, days, now)
  return {
    what,
    ok: !due || config.mode !== 'production',
    say: due ? `${when}; one is due every ${days} days: bin/shield evacuate --drill` : when,
  }
}
