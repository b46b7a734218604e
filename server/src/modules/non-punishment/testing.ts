import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'

import type { PersonIdentity } from '@shield/contract'
import { personCode } from '@shield/core'
import type { Marking } from '@shield/core'
import { people } from '@shield/world'
import type { DemonstrationPerson, Role } from '@shield/world'

import { newId } from '#store/identifier.ts'
import { templateMarking } from '../../marking-template.ts'
import { get } from '../../testing-http.ts'
import type { TestNode } from '../../testing.ts'
import { importFile } from '../intake/index.ts'

export type Headers = Record<string, string>

/** Invented people of a role and an organisation, in the order of the world. */
export function peopleOf(role: Role, organisation: string): readonly DemonstrationPerson[] {
  return people.filter((one) => one.roles.includes(role) && one.organisation === organisation)
}

/** A board of social welfare where a shelter works too; gives its id. */
export async function openBoard(th: TestNode, worker: Headers, site: string): Promise<string> {
  const body = { site, startedAt: new Date().toISOString(), organisations: ['th-bfm'] }
  return (await get(th, worker, 'arrivalMake', { body })).id
}

/** Somebody received at a board, with a passport of an unknown issuer where a number is given. */
export async function receive(
  th: TestNode,
  worker: Headers,
  { arrival, passport }: { readonly arrival: string; readonly passport?: string },
): Promise<string> {
  const code = personCode(randomBytes(11))
  const identity: PersonIdentity = {
    names: [{ text: 'Invented Someone', kind: 'given' }],
    citizenships: [],
    documents:
      passport === undefined ? [] : [{ kind: 'passport', issuer: 'ZZ', number: passport, holds: 'taken' }],
    phones: [],
  }
  await get(th, worker, 'arrivalAdd', {
    params: { id: arrival },
    body: {
      acts: [
        {
          ...{ id: newId(), code, at: new Date().toISOString(), triage: { age: 'adult', speaks: ['my'] } },
          ...(passport === undefined ? {} : { identity }),
        },
      ],
    },
  })
  return code
}

/** The ground on which the office may read which questions were a yes: a duty of law, called that. */
export async function giveGround(th: TestNode, worker: Headers, code: string): Promise<void> {
  await get(th, worker, 'consentGive', {
    params: { code },
    body: {
      ...{ id: newId(), purpose: 'interview', recipients: ['th-osp', 'th-msd'], basis: 'public-task' },
      ...{ article: 'Section 41', mode: 'spoken', language: 'my', textVersion: '1' },
      at: new Date().toISOString(),
    },
  })
}

/** An interview in which two questions about force are a yes and one is a no. */
export async function interview(th: TestNode, worker: Headers, code: string): Promise<void> {
  const id = newId()
  const at = (): string => new Date().toISOString()
  await get(th, worker, 'interviewBegin', {
    params: { code },
    body: {
      ...{ id, personLanguage: 'my', officerLanguage: 'th', interpreter: 'none', present: [] },
      checklist: [
        ...(['private-place', 'health-first', 'purpose-told', 'may-stop-any-time'] as const),
        ...(['no-one-from-the-site', 'interpreter-not-from-the-group'] as const),
      ],
    },
  })
  for (const [indicator, value] of [
    ['FC07', 'yes'],
    ['FC16', 'yes'],
    ['FC12', 'no'],
  ] as const)
    await get(th, worker, 'interviewAct', {
      params: { id },
      body: {
        acts: [{ id: newId(), at: at(), act: { kind: 'answer', indicator, value, basis: 'said' } }],
      },
    })
}

/** What an agency of the police knows: a person with a passport and a status, in its own records. */
export async function importStatus(
  th: TestNode,
  rows: readonly { readonly passport: string; readonly status: string }[],
  block: Marking = templateMarking('agency', {
    node: 'th',
    organisation: 'th-aht',
    organisationKind: 'police',
  }),
): Promise<void> {
  const path = `${th.node.config.dataFolder}/${newId()}.csv`
  const lines = rows.map(({ passport, status }, at) => `P${at},Suspect Number${at},${passport},${status}`)
  await writeFile(path, `id,name,passport,status\n${lines.join('\n')}\n`)
  const done = await importFile(th.node, {
    ...{ path, fileName: 'custody.csv', format: 'csv', sourceName: 'Custody book' },
    mapping: {
      key: ['id'],
      entities: [
        {
          ...{ name: 'person', kind: 'Person', key: ['id'] },
          columns: [
            { column: 'name', property: 'name' },
            { column: 'passport', property: 'passportNumber' },
            { column: 'status', property: 'status' },
          ],
        },
      ],
      links: [],
    } as never,
    ...{ organisation: block.organisation, marking: block, purpose: 'investigation' },
  })
  if (done.state !== 'done') throw new Error(`the custody book was not imported: ${done.state}`)
}
