import type { MembersMessage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import { findFederation, isSecretariat, keepFederation, readFederation } from '../../federation/index.ts'
import type { Federation } from '../../federation/index.ts'
import { handle, post } from '../../peer/index.ts'
import { takeMembers } from './take-members.ts'

/** The secretariat tells each partner the list of members that it has not been told. */
export async function tellMembers(visit: Visit, { list, texts, logs }: Federation): Promise<void> {
  const { tx, node } = visit
  if (!(await isSecretariat(node.config))) return
  const behind = await tx.client.query<{ node: string }>(
    `update peer set members_told = $1 where members_told < $1 and identity is not null returning node`,
    [list.version],
  )
  const known: MembersMessage['logs'] = {}
  for (const [name, { events, head }] of Object.entries(logs)) known[name] = { head, events: [...events] }
  for (const peer of behind.rows.map((row) => row.node)) {
    const body = { members: texts.members, logs: known }
    await post(visit, { peer, kind: 'members', body })
    await audit(visit, { action: 'members.told', detail: { to: peer, version: list.version } })
  }
}

export const partnersMessages = [
  handle('members', {
    apply: async (visit, { body }) => {
      const { config } = visit.node
      const known = await findFederation(config)
      if (!known) return { state: 'refused', code: 'NO-AGREEMENT' }
      const told = await readFederation({ governance: known.texts.governance, ...body }).catch(
        () => undefined,
      )
      if (!told) return { state: 'refused', code: 'NOT-OWNER' }
      if (told.list.version <= known.list.version) return { state: 'refused', code: 'KNOWN' }
      await takeMembers(visit, told)
      await keepFederation(config, told)
      return { state: 'applied' }
    },
  }),
]
