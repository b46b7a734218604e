import { fingerprintOf, newCode } from './governance.ts'
import type { InvitationFile } from './join-file.ts'
import type { Whose } from './place.ts'
import { invitationsOf, keepInvitations, openSecretariat } from './secretariat.ts'

const invitationDays = 7

/** Invites a node. The code is told by another way than the file, best by voice; it works once. */
export async function invite(
  whose: Whose,
  { node, now }: { readonly node: string; readonly now: Date },
): Promise<{ readonly file: InvitationFile; readonly code: string; readonly fingerprint: string }> {
  const { federation } = await openSecretariat(whose)
  const code = newCode()
  const others = (await invitationsOf(whose)).filter((one) => one.node !== node)
  const expires = new Date(now.getTime() + invitationDays * 86_400_000).toISOString()
  await keepInvitations(whose, [...others, { node, code, expires }])
  const { texts, logs } = federation
  return {
    file: { kind: 'invitation', node, ...texts, logs },
    code,
    fingerprint: fingerprintOf(federation.governance),
  }
}
