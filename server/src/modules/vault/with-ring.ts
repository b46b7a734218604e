import type { Config } from '../../config.ts'
import { CustodyFault } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { openCustody, vaultFolder } from './open-here.ts'
import { endRing, findRing } from './ring.ts'
import type { Ring } from './ring.ts'

/** Works with the ring of a vault that another process may have open: it is read, and nothing is written. */
export async function withRing<T>(
  config: Config,
  act: (ring: Ring, custody: KeyCustody) => Promise<T>,
): Promise<T> {
  const custody = await openCustody(config)
  try {
    const ring = await findRing(vaultFolder(config), custody)
    if (!ring) throw new CustodyFault('there is no vault yet: the first identity that is sealed makes it')
    try {
      return await act(ring, custody)
    } finally {
      endRing(ring)
    }
  } finally {
    await custody.close()
  }
}
