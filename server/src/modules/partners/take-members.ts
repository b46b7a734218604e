import { canonicalJson } from '@shield/core'
import type { Json } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Visit } from '../../context.ts'
import { currentKey, keyOfIdentity, readKeyLog, takeKeyLog } from '../../federation/index.ts'
import type { Federation, Member } from '../../federation/index.ts'

/** Makes the other members partners of this node: address, identity, and the verified copy of their key log. */
export async function takeMembers(visit: Visit, { list, logs }: Federation): Promise<void> {
  for (const member of list.members) {
    const log = logs[member.node]
    if (member.node === visit.node.name || !log) continue
    const events = readKeyLog(member.node, keyOfIdentity(member.identity), log)
    const [envelope, encryption] = [currentKey(events, 'envelope'), currentKey(events, 'encryption')]
    if (!envelope) continue
    await keepPartner(visit, member, { envelope: envelope.jwk, encryption: encryption?.jwk ?? null })
    await takeKeyLog(visit, { peer: member.node, log })
  }
  await audit(visit, {
    action: 'members.taken',
    detail: { version: list.version, members: list.members.length },
  })
}

interface Keys {
  readonly envelope: Json
  readonly encryption: Json
}

/** The identity of a partner is pinned: no list of any officer puts another in its place. */
async function keepPartner({ tx }: Visit, member: Member, { envelope, encryption }: Keys): Promise<void> {
  await tx.client.query(
    `insert into peer (node, name_en, name_th, address, public_key, encryption_key, identity) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (node) do update set name_en = excluded.name_en, name_th = excluded.name_th, address = excluded.address,
       identity = coalesce(peer.identity, excluded.identity), meet = true`,
    [
      ...[member.node, member.name.en, member.name.th, member.address, JSON.stringify(envelope)],
      ...[JSON.stringify(encryption), canonicalJson(member.identity)],
    ],
  )
}
