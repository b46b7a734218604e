import { newId } from '#store/identifier.ts'
import { addAgreement, addPeer, everyKind, everyProperty, signAgreement } from '../modules/exchange/index.ts'
import type { AgreementBody } from '@shield/contract'
import { createTestNode } from '../testing.ts'
import type { TestNode } from '../testing.ts'
import { registerPeerRoutes } from './receive.ts'

export interface Three {
  readonly th: TestNode
  readonly ph: TestNode
  readonly mm: TestNode
  /** Ids of the agreements: th with ph lets pass on, ph with mm does not. */
  readonly agreements: { readonly thPh: string; readonly phMm: string }
  close(): Promise<void>
}

/** Three nodes that know one another, with an agreement between the first two and one between the last two. */
export async function createThree(): Promise<Three> {
  const th = await createTestNode('th')
  const ph = await createTestNode('ph')
  // Its people are those of ph: nobody signs in there.
  const mm = await createTestNode('ph', { node: 'mm' })
  const all = [th, ph, mm]
  for (const one of all) registerPeerRoutes(one.app, one.node)
  const addresses = await Promise.all(all.map((one) => one.app.listen({ host: '127.0.0.1', port: 0 })))
  for (const one of all)
    for (const [at, other] of all.entries()) if (one !== other) await know(one, other, addresses[at] ?? '')
  const thPh = await agree(th, ph, true)
  const phMm = await agree(ph, mm, false)
  return {
    ...{ th, ph, mm, agreements: { thPh, phMm } },
    close: async () => {
      for (const one of all) await one.close()
    },
  }
}

function know({ node }: TestNode, { node: other }: TestNode, address: string): Promise<void> {
  return node.database.inTransaction((tx) =>
    addPeer(
      { tx, node, now: node.now(), requestId: newId() },
      {
        ...{ node: other.name, address, name: { en: `Node ${other.name}`, th: `โหนด ${other.name}` } },
        publicKey: other.keys.envelope.publicKey.export({ format: 'jwk' }),
        encryptionKey: other.keys.encryption.publicKey.export({ format: 'jwk' }),
      },
    ),
  )
}

async function agree({ node: one }: TestNode, { node: other }: TestNode, onward: boolean): Promise<string> {
  const body: AgreementBody = {
    ...{ id: newId(), version: 1, parties: [one.name, other.name], onward },
    title: { en: 'Test agreement', th: 'ข้อตกลงทดสอบ' },
    ...{ kinds: everyKind, properties: everyProperty },
    purposes: ['investigation', 'prosecution', 'exchange'],
    legalBasis: 'Test agreement, article 1',
    ...{ validFrom: '2020-01-01', validUntil: '2099-12-31' },
  }
  const signatures = [await signAgreement(one, body), await signAgreement(other, body)] as const
  for (const [at, node] of [one, other].entries())
    await node.database.inTransaction((tx) =>
      addAgreement({ tx, node, now: node.now(), requestId: newId() }, body, {
        ours: signatures[at === 0 ? 0 : 1],
        theirs: signatures[at === 0 ? 1 : 0],
      }),
    )
  return body.id
}
