import assert from 'node:assert/strict'

import type { Purpose } from '@shield/core'
import { people } from '@shield/world'
import type { DemonstrationPerson, RaidPerson, Role, Trait } from '@shield/world'

import { demonstrationWorld } from '../../server/src/cli/load-demonstration.ts'
import { loadRaid } from '../../server/src/cli/load-raid.ts'
import { createTestNode } from '../../server/src/testing.ts'
import type { TestNode } from '../../server/src/testing.ts'
import { freePort } from '../free-port.ts'

export type Headers = Record<string, string>

/** Somebody of the 120, with what the truth file knows. */
export interface Survivor extends RaidPerson {
  readonly traits: readonly Trait[]
  readonly nationality: string
}

/** A node of its own with the raid alone on it: its clock is moved on by a month, which other journeys could not bear. */
export interface RaidNode {
  readonly th: TestNode
  readonly origin: string
  readonly survivors: readonly Survivor[]
  /** Bearer headers of somebody; they end as sessions do, so they are asked for anew after time has passed. */
  as(role: Role, organisation: string, nth?: number): Promise<Headers>
  close(): Promise<void>
}

export async function openRaidNode(): Promise<RaidNode> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const th = await createTestNode('th', { port, origin })
  await loadRaid(th.node, () => undefined)
  await th.app.listen({ host: '127.0.0.1', port })
  const purposes: Partial<Record<Role, Purpose>> = {
    'case-worker': 'victim-protection',
    'panel-member': 'victim-protection',
    assessor: 'victim-protection',
    'consular-officer': 'consular-return',
  }
  return {
    th,
    origin,
    survivors: survivors(),
    as: (role, organisation, nth = 0) =>
      th.signIn(personOf(role, organisation, nth), purposes[role] ?? 'investigation'),
    close: () => th.close(),
  }
}

export function personOf(role: Role, organisation: string, nth = 0): DemonstrationPerson {
  const found = people.filter((one) => one.roles.includes(role) && one.organisation === organisation)
  return found[nth] ?? assert.fail(`${role} of ${organisation}`)
}

function survivors(): Survivor[] {
  const { raid, truth } = demonstrationWorld()
  const known = new Map(truth.peopleInNeed.map((one) => [one.entity, one]))
  return raid.map((one) => {
    const { traits, nationality } = known.get(one.entity) ?? assert.fail(one.entity)
    return { ...one, traits, nationality }
  })
}
