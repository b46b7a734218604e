import type { Preview } from '../../api/wire.ts'
import type { Mapping } from './mapping.ts'

/** The mapping of a preview. The wire types it as any object; the node has checked it in full before it sends it. */
export function mappingIn(preview: Pick<Preview, 'mapping'>): Mapping | undefined {
  return preview.mapping as Mapping | undefined
}
