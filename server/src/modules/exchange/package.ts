import { propertyOf, strictest } from '@shield/core'
import type { Marking, Words } from '@shield/core'
import { packageLimits } from '@shield/contract'
import type {
  AgreementBody,
  PackageEntity,
  PackageParts,
  ReleaseDraft,
  ReleasePackage,
  ReleasePreview,
} from '@shield/contract'

import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { seal } from '../../seal.ts'
import { findAgreement } from './agreement.ts'
import { chosenEntities, chosenStatements, linksOf, namingStatements, tooMany } from './choose.ts'
import type { ChosenEntity, ChosenRow } from './choose.ts'
import { edgesOf, packageLink, sortLinks } from './choose-links.ts'
import { decideItem, eachOnce, sortItems } from './decide-item.ts'
import type { Sorted, Under, Verdict } from './decide-item.ts'
import { cameBy } from './leave.ts'
import type { CameBy } from './leave.ts'
import { originParts } from './origin-package.ts'
import { packageStatement } from './package-statement.ts'

export interface Prepared extends ReleasePreview {
  readonly peer: string
  readonly agreement: AgreementBody
  /** The strictest own block of what goes: how the release itself is handled here. */
  readonly marking: Marking
  /** `as`: the entity of the package that each stands under. */
  readonly statements: readonly { readonly entity: number; readonly id: number; readonly as: string }[]
  /** Wire ids of the links that go. */
  readonly links: readonly string[]
  readonly markingIds: readonly number[]
  /** The release by which we hold it, of what a partner owns. */
  readonly cameBy: CameBy | undefined
}

/** What the partner has of this release: `entity:statement`, and wire ids of links. */
export interface Held {
  readonly statements: ReadonlySet<string>
  readonly links: ReadonlySet<string>
}

const nothing: Held = { statements: new Set(), links: new Set() }

/** Decides statement by statement and link by link what may go under an agreement, and makes exactly what the partner will see. */
export async function prepareRelease(ctx: Context, draft: ReleaseDraft, held?: Held): Promise<Prepared> {
  const agreement = await findAgreement(ctx, draft.agreement)
  const isInForce = agreement?.inForce === true || held !== undefined
  if (!agreement || !isInForce || !agreement.body.purposes.includes(draft.purpose))
    throw new Problem('agreement-missing')
  const { body, peer } = agreement
  const entities = await chosenEntities(ctx, draft)
  const rows = await chosenStatements(ctx, draft, entities)
  const found = await linksOf(
    ctx,
    entities.filter((one) => !one.isStub).flatMap((one) => one.members),
    draft.links ?? [],
  )
  const came = await cameBy(ctx, [...rows, ...found.filter((one) => draft.links?.includes(one.wire))])
  const under = {
    agreement: body,
    peer,
    purpose: draft.purpose,
    isLeft: came?.onward.includes(peer) === true,
  }
  const values = await decideValues(ctx, { ...under, entities, rows, held: held ?? nothing })
  const ends = endsOf(entities, values.going)
  const touching = { under, found, isHeld: (link: string): boolean => held?.links.has(link) === true }
  const links = sortLinks(ctx, { ...touching, wanted: draft.links ?? [], ends })
  const markingIds = [...new Set([...values.going, ...links.going].map((one) => one.marking_id))]
  const marking = blockOf(ctx, markingIds, rows[0])
  const parts =
    marking.node === ctx.node.name
      ? {
          ...{ ends, cameBy: undefined },
          entities: entities.flatMap((one) => packageEntity(one, values.going)),
          links: links.going.map((one) => packageLink(one, ends)),
        }
      : await originParts(ctx, { rows: values.going, links: links.going, owner: marking.node })
  return {
    ...{ peer, agreement: body, marking, markingIds, cameBy: parts.cameBy },
    statements: values.going.map(({ entity_id: entity, id }) => ({
      ...{ entity, id, as: parts.ends.get(entity) ?? '' },
    })),
    links: links.going.map((one) => one.wire),
    package: { entities: parts.entities, links: parts.links, marking: travelling(marking, body, peer) },
    ...whoIsAsked(marking, values, links),
    refused: values.refused.map(({ one, because }) => ({
      statement: seal(ctx.node, 'statement', one.entity_id, one.id),
      because,
    })),
    left: [...values.nameless, ...links.refused.map(({ one, because }) => ({ id: one.wire, because }))],
    edges: await edgesOf(ctx, { ...touching, entities }),
    held: await heldBy(ctx, peer, entities),
  }
}

/** Who else has to agree, and why: a second person here, and whoever owns it. */
function whoIsAsked(
  { node, organisation }: Marking,
  ...sorted: readonly Pick<Sorted<unknown>, 'second' | 'asks'>[]
): Pick<ReleasePreview, 'secondPerson' | 'because' | 'asks'> {
  const asks = eachOnce(sorted.flatMap((one) => one.asks))
  const because = eachOnce(sorted.flatMap((one) => one.second))
  return {
    secondPerson: because.length + asks.length > 0,
    because: [...because],
    ...(asks.length === 0 ? {} : { asks: { node, organisation, because: [...asks] } }),
  }
}

/** The block as it travels: owner and conditions stay, the audience is the partner's node alone. */
export function travelling(marking: Marking, agreement: AgreementBody, peer: string): Marking {
  return {
    ...marking,
    // The release is the decision on who needs to know; a case of ours means nobody there.
    case: '',
    releasedTo: [`node:${peer}`],
    // Whom the owner excluded over there stays excluded; whom it excluded here is not told.
    notReleasedTo: marking.notReleasedTo.filter((audience) => audience.startsWith(`${peer}-`)),
    purposes: marking.purposes.filter((purpose) => agreement.purposes.includes(purpose)),
    conditions: {
      ...marking.conditions,
      noOnwardTransfer: marking.conditions.noOnwardTransfer || !agreement.onward,
    },
    agreement: agreement.id,
    legalBasis: agreement.legalBasis,
  }
}

const twoCases: Words = {
  en: 'Values of two cases do not go in one release',
  th: 'ค่าของสองคดีส่งมอบรวมกันในครั้งเดียวไม่ได้',
}
const twoOwners: Words = {
  en: 'What two organisations own does not go in one release: make one for each',
  th: 'ข้อมูลของสองหน่วยงานส่งมอบรวมกันในครั้งเดียวไม่ได้ โปรดแยกเป็นคนละการส่งมอบ',
}
const notCovered: Words = {
  en: 'The agreement does not cover this kind of value',
  th: 'ข้อตกลงไม่ครอบคลุมค่าประเภทนี้',
}
const kindNotCovered: Words = {
  en: 'The agreement does not cover this kind of entity',
  th: 'ข้อตกลงไม่ครอบคลุมเอนทิตีประเภทนี้',
}
const nothingNames: Words = {
  en: 'Nothing that names it may go',
  th: 'ไม่มีค่าที่ระบุชื่อของสิ่งนี้ที่ส่งมอบได้',
}

interface ToDecide extends Under {
  readonly entities: readonly ChosenEntity[]
  readonly rows: readonly ChosenRow[]
  readonly held: Held
}

interface Values extends Sorted<ChosenRow> {
  readonly nameless: readonly { readonly id: string; readonly because: Words }[]
}

/** The values that go: those chosen, and of each stub the best one that names it and may go. */
async function decideValues(ctx: Context, { entities, rows, held, ...under }: ToDecide): Promise<Values> {
  const kinds = new Map(entities.flatMap((one) => one.members.map((member) => [member, one.kind] as const)))
  const verdictOf = (row: ChosenRow): Verdict => {
    const kind = kinds.get(row.entity_id)
    if (kind === undefined || !under.agreement.kinds.includes(kind)) return { refused: kindNotCovered }
    if (!under.agreement.properties.includes(propertyOf(row.property))) return { refused: notCovered }
    const isHeld = held.statements.has(`${row.entity_id}:${row.id}`)
    return decideItem(ctx, ctx.node.markings.block(row.marking_id), { ...under, isHeld })
  }
  const chosen = sortItems(rows, verdictOf)
  const naming = [...(await namingStatements(ctx, entities))].map(([stub, all]) => ({
    stub,
    best: all.find((row) => verdictOf(row).refused === undefined),
  }))
  const named = sortItems(
    naming.flatMap(({ best }) => best ?? []),
    verdictOf,
  )
  const going = [...chosen.going, ...named.going]
  if (going.length > packageLimits.statements) throw tooMany()
  return {
    ...{ going, refused: chosen.refused },
    second: [...chosen.second, ...named.second],
    asks: [...chosen.asks, ...named.asks],
    nameless: naming.flatMap(({ stub, best }) => (best ? [] : [{ id: stub.wire, because: nothingNames }])),
  }
}

/** Number of each member to the id of its entity in the package, of entities that have a value in it. */
function endsOf(entities: readonly ChosenEntity[], going: readonly ChosenRow[]): ReadonlyMap<number, string> {
  const named = new Set(going.map((row) => row.entity_id))
  return new Map(
    entities
      .filter((one) => one.members.some((member) => named.has(member)))
      .flatMap((one) => one.members.map((member) => [member, one.wire] as const)),
  )
}

/** The strictest block of what goes; when nothing can, that of the first that was chosen. */
function blockOf(ctx: Context, ids: readonly number[], first: ChosenRow | undefined): Marking {
  const blocks = ids.map((id) => ctx.node.markings.block(id))
  const [one] = blocks
  if (!one) {
    if (!first) throw notFound()
    return ctx.node.markings.block(first.marking_id)
  }
  if (blocks.some(({ node, organisation }) => node !== one.node || organisation !== one.organisation))
    throw new Problem('body-invalid', twoOwners)
  const marking = blocks.reduce(strictest)
  // Nobody is on two cases' common block: such a release would vanish from its maker's own books.
  if (marking.case.includes('+')) throw new Problem('body-invalid', twoCases)
  return marking
}

function packageEntity({ wire, kind, members }: ChosenEntity, going: readonly ChosenRow[]): PackageEntity[] {
  const statements = going.filter((row) => members.includes(row.entity_id)).map(packageStatement)
  return statements.length === 0 ? [] : [{ entity: wire, kind, statements }]
}

/** What the partner holds of these entities from earlier releases that stand. */
async function heldBy(ctx: Context, peer: string, entities: readonly ChosenEntity[]): Promise<PackageParts> {
  const found = await ctx.tx.client.query<{ package: ReleasePackage }>(
    `select package from release where direction = 'out' and peer = $1 and state in ('sent', 'applied')
     and (expires_on is null or expires_on >= $4::date) and visible($3, marking_id)
     and id in (select rs.release_id from release_statement rs join entity e on e.wire = rs.entity_wire where e.id = any($2::bigint[]) and rs.until is null)
     order by created_at`,
    [peer, entities.flatMap((one) => one.members), Buffer.from(ctx.visible), ctx.now],
  )
  const wires = new Set(entities.map((one) => one.wire))
  const parts = found.rows.map((row) => row.package)
  return {
    entities: parts.flatMap((one) => one.entities.filter(({ entity }) => wires.has(entity))),
    links: parts.flatMap((one) => one.links.filter(({ from, to }) => wires.has(from) && wires.has(to))),
  }
}
