import type { AmendAct, ReleasePackage } from '@shield/contract'

import type { Visit } from '../../context.ts'
import { post } from '../../peer/index.ts'
import { tellingOf } from './send-release.ts'

type Told = Omit<Parameters<typeof tellingOf>[1], 'package' | 'expires_on'>

interface Version {
  readonly version: number
  readonly acts: readonly AmendAct[]
  readonly package: ReleasePackage
  readonly expiresOn: string | undefined
  /** How the release is handled here from now on. */
  readonly marking: number
}

/** Tells the partner what a release holds from now on, ahead of everything ordinary, and keeps it in our books. */
export async function tellVersion(visit: Visit, release: Told, told: Version): Promise<void> {
  const { version, acts, package: contents, expiresOn, marking } = told
  await visit.tx.client.query(
    `update release set version = $2, package = $3, expires_on = $4, marking_id = $5 where id = $1`,
    [release.id, version, JSON.stringify(contents), expiresOn ?? null, marking],
  )
  await post(visit, {
    peer: release.peer,
    kind: 'amend',
    about: release.id,
    body: {
      ...(await tellingOf(visit, { ...release, package: contents, expires_on: expiresOn ?? null })),
      ...{ version, acts: [...acts] },
    },
  })
}
