import { newId } from '#store/identifier.ts'
import type { KindName, Marking } from '@shield/core'
import type { EnvelopeMessage, PackageEntity, PackageLink, PackageStatement } from '@shield/contract'

import { templateMarking } from '../../marking-template.ts'
import { message } from '../../peer/testing.ts'

/** How ph-wdk marks what it hands to this node. */
export const theirMarking: Marking = {
  ...templateMarking('node', { node: 'ph', organisation: 'ph-wdk', organisationKind: 'police' }),
  releasedTo: ['node:th'],
  purposes: ['investigation'],
}

export const named = (value: string, change: Partial<PackageStatement> = {}): PackageStatement => ({
  ...{ property: 'name', value, grade: 'B2' },
  ...change,
})

export interface Told {
  readonly release: string
  readonly agreement: string
  readonly entity: string
  readonly kind?: KindName
  readonly statements: readonly PackageStatement[]
  /** Entities beside it, and links. */
  readonly more?: readonly PackageEntity[]
  readonly links?: readonly PackageLink[]
  readonly marking?: Partial<Marking>
  readonly expiresOn?: string
}

function bodyOf({ release, agreement, entity, statements, marking, expiresOn, ...told }: Told): object {
  const { kind = 'Person', more = [], links = [] } = told
  return {
    ...{ release, agreement, organisation: 'ph-wdk', purpose: 'investigation' },
    legalBasis: 'Test agreement, article 1',
    ...(expiresOn === undefined ? {} : { expiresOn }),
    package: {
      entities: [{ entity, kind, statements }, ...more],
      ...{ links, marking: { ...theirMarking, ...marking } },
    },
  }
}

export const releaseOf = (told: Told): EnvelopeMessage => message('release', bodyOf(told))
/** Version `version` of a release: whole, with what it holds from then on. */
export const amendOf = (told: Told, version: number): EnvelopeMessage =>
  message('amend', { ...bodyOf(told), version, acts: ['correct'] })
export const recallOf = (release: string): EnvelopeMessage => message('recall', { release })
export const newTold = (agreement: string, ...names: readonly string[]): Told => ({
  ...{ release: newId(), agreement, entity: newId() },
  statements: names.map((name) => named(name)),
})
