import type { Visit } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { VaultFault } from '../../vault-door.ts'
import type { VaultAsker, VaultDoor } from '../../vault-door.ts'

/** Asks the vault for somebody who has no name here. Each complaint counts as an asker of its own, so that none closes the channel to another. */
export function asNobody<T>(
  visit: Visit,
  complaint: string,
  ask: (vault: VaultDoor, asker: VaultAsker) => Promise<T>,
): Promise<T> {
  const asker = {
    person: `complaint ${complaint}`,
    organisation: 'node',
    purpose: 'oversight',
    reference: visit.requestId,
  } as const
  return ask(visit.node.vault, asker).catch((error: unknown) => {
    if (!(error instanceof VaultFault)) throw error
    throw new Problem(error.refusal === 'too-many' ? 'too-many' : 'vault-closed')
  })
}

/** One word of a complaint, sealed under the complaint's own code. */
export async function sealSaid(
  visit: Visit,
  { id, code }: { readonly id: string; readonly code: string },
  text: string,
): Promise<string> {
  const [sealed] = await asNobody(visit, id, (vault, asker) =>
    vault.seal(asker, [{ code, part: 'words', body: Buffer.from(text.trim()) }]),
  )
  return sealed?.id ?? ''
}
