import type { Visit } from '../../context.ts'
import { isSetBack } from '../../federation/index.ts'
import { Problem } from '../../problem.ts'

/**
 * A node that was set back to a backup has forgotten what was taken back since, and would hand it out again. Until its partners have
 * witnessed its audit anew, by the decision of a person there, no machine outside gets anything: doors refuse, webhooks and streams wait.
 */
export async function refuseSetBack(visit: Visit): Promise<void> {
  if (await isSetBack(visit)) throw new Problem('set-back')
}
