import type { Config } from '../../config.ts'
import { CustodyFault } from './custody.ts'
import { machineAccount, noteAct } from './note-act.ts'
import { openVaultDatabase } from './open-here.ts'
import { makeShares } from './share.ts'
import type { Share } from './share.ts'
import { withRing } from './with-ring.ts'

/** Splits the key in force into recovery shares, and notes that there are some. Throws CustodyFault. */
export async function shareKey(config: Config, databaseUrl: string): Promise<readonly Share[]> {
  const database = openVaultDatabase(databaseUrl)
  try {
    return await withRing(config, async (ring) => {
      if (ring.next)
        throw new CustodyFault('the keys are being wrapped anew: make the shares when that is done')
      const shares = await makeShares(config.node, ring.now)
      const act = {
        kind: 'shared',
        generation: ring.now.number,
        by: machineAccount(),
        at: new Date(),
      } as const
      await database.inTransaction(({ client }) => noteAct(client, act))
      return shares
    })
  } finally {
    await database.close()
  }
}
