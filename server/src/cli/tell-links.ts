import { people } from '@shield/world'

import type { Node } from '../context.ts'
import { createDemonstrationLink } from '../modules/identity/index.ts'
import { newId } from '../store/identifier.ts'

export const nodeNames = ['th', 'ph'] as const

export interface AddressedNode {
  readonly node: Node
  readonly port: number
}

/** Prints one-time links, each of which signs one invented person in, once. */
export async function tellLinks(nodes: readonly AddressedNode[]): Promise<void> {
  console.log('\nSHIELD demonstration (TRAINING: every person is invented)')
  for (const { node, port } of nodes) {
    const address = `http://localhost:${port}`
    console.log(`\n${node.name} node: ${address}`)
    await node.database.inTransaction(async (tx) => {
      const visit = { tx, node, now: new Date(), requestId: newId() }
      for (const person of people.filter((one) => one.organisation.startsWith(`${node.name}-`))) {
        const secret = await createDemonstrationLink(visit, person.id)
        const office = `${person.name.en}, ${person.roles.join(' and ')}, ${person.organisation}`
        console.log(`  ${office.padEnd(62)} ${address}/sign-in#demonstration=${secret}`)
      }
    })
  }
}
