import type { Config } from '../../config.ts'
import { layCanaries } from './canary.ts'
import { CustodyFault } from './custody.ts'
import { machineAccount, noteAct } from './note-act.ts'
import { openVaultDatabase } from './open-here.ts'
import { withRing } from './with-ring.ts'

/** Makes people who were invented for it canaries. Throws CustodyFault for a code under which nothing is sealed: it would never ring. */
export async function markCanaries(
  config: Config,
  databaseUrl: string,
  codes: readonly string[],
): Promise<void> {
  const database = openVaultDatabase(databaseUrl)
  try {
    await withRing(config, async (ring) => {
      const at = new Date()
      await database.inTransaction(async (tx) => {
        const known = await tx.client.query<{ code: string }>(
          'select distinct code from vault.sealed where code = any($1::text[])',
          [codes],
        )
        const missing = codes.find((code) => !known.rows.some((row) => row.code === code))
        if (missing !== undefined) throw new CustodyFault(`nothing is sealed under ${missing}`)
        await layCanaries(tx, ring.blindKey, { codes, at })
        const generation = ring.now.number
        await noteAct(tx.client, { kind: 'canary-laid', generation, by: machineAccount(), at })
      })
    })
  } finally {
    await database.close()
  }
}
