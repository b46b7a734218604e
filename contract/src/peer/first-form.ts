import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'

import { PackageEntity, ReleasePackage } from '../exchange.ts'
import { AmendMessage, RecallReport, ReleaseMessage } from './release-message.ts'
import type { RecallReports } from './release-message.ts'

export interface Earlier {
  readonly schema: number
  readonly body: TSchema
  /** What it says, in the newest form. */
  readonly read: (body: unknown) => unknown
  /** The newest form as it was said then; undefined when that can't be said. */
  readonly write: (body: unknown) => unknown
}

/** How a package was told before it could hold more than one entity: schema 1 of `release` and `amend`. */
const FirstPackage = Type.Object({
  ...PackageEntity.properties,
  marking: ReleasePackage.properties.marking,
})
const FirstRelease = Type.Object({ ...ReleaseMessage.properties, package: FirstPackage })
const FirstAmend = Type.Object({ ...AmendMessage.properties, package: FirstPackage })

type First = Static<typeof FirstRelease>

function readFirst(body: First): ReleaseMessage {
  const { marking, ...entity } = body.package
  return { ...body, package: { entities: [entity], links: [], marking } }
}

/** One entity without links can be told to a node that knows no more; whatever else cannot. */
function writeFirst(body: ReleaseMessage & Partial<AmendMessage>): First | undefined {
  const { entities, links, marking } = body.package
  const [entity] = entities
  const isOne = entities.length === 1 && links.length === 0 && !body.acts?.includes('merge')
  const isPlain = body.onward === undefined && body.chain === undefined && body.consent === undefined
  return entity && isOne && isPlain ? { ...body, package: { ...entity, marking } } : undefined
}

const earlier = (body: Earlier['body']): Earlier =>
  ({ schema: 1, body, read: readFirst, write: writeFirst }) as unknown as Earlier

export const firstRelease = earlier(FirstRelease)
export const firstAmend = earlier(FirstAmend)

/** How recalls were reported before several were told together: one release a message. */
export const firstReport = {
  schema: 1,
  body: RecallReport,
  read: (report: RecallReport): RecallReports => ({ reports: [report] }),
  write: ({ reports: [first, ...more] }: RecallReports) => (more.length === 0 ? first : undefined),
} as unknown as Earlier
