import { people } from '@shield/world'

import type { Node } from '../context.ts'
import { createDemonstrationLink } from '../modules/identity/index.ts'
import { newId } from '../store/identifier.ts'

export const nodeNames = ['th', 'ph'] as const

export interface NodeLinks {
  readonly node: string
  readonly address: string
  readonly links: readonly { readonly person: string; readonly link: string }[]
}

/** One-time links, each of which signs one invented person of a node in, once. */
export async function makeLinks(node: Node, port: number): Promise<NodeLinks> {
  const address = `http://localhost:${port}`
  return node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    const links: { readonly person: string; readonly link: string }[] = []
    for (const person of people.filter((one) => one.organisation.startsWith(`${node.name}-`))) {
      const secret = await createDemonstrationLink(visit, person.id)
      links.push({
        person: `${person.name.en}, ${person.roles.join(' and ')}, ${person.organisation}`,
        link: `${address}/sign-in#demonstration=${secret}`,
      })
    }
    return { node: node.name, address, links }
  })
}

/** Prints them: one line of JSON for programs, a table for people. */
export function tellLinks(nodes: readonly NodeLinks[], isJson: boolean): void {
  if (isJson) {
    console.log(JSON.stringify({ nodes }))
    return
  }
  console.log('\nSHIELD demonstration (TRAINING: every person is invented)')
  for (const { node, address, links } of nodes) {
    console.log(`\n${node} node: ${address}`)
    for (const { person, link } of links) console.log(`  ${person.padEnd(62)} ${link}`)
  }
}
