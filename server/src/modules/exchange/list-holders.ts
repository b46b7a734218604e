import type { ReleaseView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { getCluster } from '../registry/index.ts'
import { findReleases, viewOf } from './view.ts'

/** At most so many: what was handed over oftener is found in the list of releases. */
const mostShown = 100

/** Releases by which a partner holds a value of this entity now, newest first; of those this reader may see. */
export async function listHolders(ctx: Context, entity: string): Promise<{ items: ReleaseView[] }> {
  const members = await getCluster(ctx, entity)
  const { rows } = await findReleases(ctx, {
    direction: 'out',
    holding: members.map((member) => member.wire),
    limit: mostShown,
  })
  await audit(ctx, { action: 'release.holders', object: entity, shown: [entity] })
  return { items: rows.map((row) => viewOf(ctx, row)) }
}
