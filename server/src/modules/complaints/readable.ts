import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'

/**
 * Which complaints somebody reads, in SQL over `c`: oversight all but those about itself, and those an administrator of
 * social welfare or a shelter, who reads no others. For everybody else there is none.
 */
export function readable(ctx: Context): string {
  const purpose = 'oversight'
  if (mayDo({ ...ctx, purpose }, 'complaint.outside', 'node').allow) return `c.about = 'oversight'`
  return mayDo({ ...ctx, purpose }, 'complaint.work', 'node').allow ? `c.about <> 'oversight'` : 'false'
}
