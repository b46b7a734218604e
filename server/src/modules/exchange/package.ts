import { gradeOf, kindOf, propertyOf, strictest } from '@shield/core'
import type { Marking, Purpose, Words } from '@shield/core'
import type { PackageStatement, ReleaseDraft, ReleasePackage, ReleasePreview } from '@shield/contract'

import type { Context } from '../../context.ts'
import { mayDo, permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'
import { getCluster } from '../registry/index.ts'
import { findAgreement } from './agreement.ts'
import type { AgreementBody } from './agreement.ts'

export interface Prepared extends ReleasePreview {
  readonly peer: string
  /** The strictest own block of what goes: how the release itself is handled here. */
  readonly marking: Marking
  readonly statements: readonly { readonly entity: number; readonly id: number }[]
  readonly markingIds: readonly number[]
}

interface Row {
  readonly id: number
  readonly entity_id: number
  readonly property: number
  readonly value: string
  readonly grade: number
  readonly valid_from: string | null
  readonly valid_until: string | null
  readonly marking_id: number
}

/** Decides statement by statement what may go under an agreement, and makes exactly what the partner will see. */
export async function prepareRelease(ctx: Context, draft: ReleaseDraft): Promise<Prepared> {
  const agreement = await findAgreement(ctx, draft.agreement)
  if (!agreement?.inForce || !agreement.body.purposes.includes(draft.purpose))
    throw new Problem('agreement-missing')
  const members = await getCluster(ctx, draft.entity)
  const kind = kindOf(members[0]?.kind ?? 0)
  if (!agreement.body.kinds.includes(kind)) throw new Problem('agreement-missing')
  const rows = await chosenStatements(
    ctx,
    draft.statements,
    members.map((member) => member.id),
  )
  const refused: ReleasePreview['refused'] = []
  const going: Row[] = []
  const because = new Map<string, Words>()
  for (const row of rows) {
    const verdict = decide(ctx, row, {
      agreement: agreement.body,
      peer: agreement.peer,
      purpose: draft.purpose,
    })
    if (verdict.refused)
      refused.push({
        statement: seal(ctx.node, 'statement', row.entity_id, row.id),
        because: verdict.refused,
      })
    else going.push(row)
    if (verdict.second) because.set(verdict.second.en, verdict.second)
  }
  // When nothing can go, the preview is an empty package with every reason beside it.
  const [one] = going.length > 0 ? going : rows
  if (!one) throw notFound()
  const blocks = going.map((row) => ctx.node.markings.block(row.marking_id))
  const marking = blocks.reduce(strictest, ctx.node.markings.block(one.marking_id))
  // Nobody is on two cases' common block: such a release would vanish from its maker's own books.
  if (marking.case.includes('+')) throw new Problem('body-invalid', twoCases)
  const statements = going.map(packageStatement)
  return {
    peer: agreement.peer,
    marking,
    statements: going.map((row) => ({ entity: row.entity_id, id: row.id })),
    markingIds: [...new Set(going.map((row) => row.marking_id))],
    package: { entity: draft.entity, kind, statements, marking: travelling(marking, agreement.body) },
    secondPerson: because.size > 0,
    because: [...because.values()],
    refused,
    held: await heldBy(ctx, agreement.peer, draft.entity),
  }
}

/** The block as it travels: owner and conditions stay, the audience is the partner's node alone. */
export function travelling(marking: Marking, agreement: AgreementBody): Marking {
  const peer = agreement.parties.find((party) => party !== marking.node) ?? ''
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
const notCovered: Words = {
  en: 'The agreement does not cover this kind of value',
  th: 'ข้อตกลงไม่ครอบคลุมค่าประเภทนี้',
}
const otherPurpose: Words = {
  en: 'Its handling does not allow the purpose of the release',
  th: 'ชั้นการจัดการไม่อนุญาตให้ใช้เพื่อวัตถุประสงค์ของการส่งมอบนี้',
}
const excluded: Words = {
  en: 'Its owner excluded this partner',
  th: 'เจ้าของไม่ให้หน่วยงานคู่ร่วมมือนี้เข้าถึง',
}

interface Under {
  readonly agreement: AgreementBody
  readonly peer: string
  readonly purpose: Purpose
}

function decide(
  ctx: Context,
  row: Row,
  { agreement, peer, purpose }: Under,
): { readonly refused?: Words; readonly second?: Words } {
  if (!agreement.properties.includes(propertyOf(row.property))) return { refused: notCovered }
  const block = ctx.node.markings.block(row.marking_id)
  if (!block.purposes.includes(purpose)) return { refused: otherPurpose }
  if (block.notReleasedTo.includes(`node:${peer}`)) return { refused: excluded }
  const alone = mayDo(ctx, 'content.release', block)
  if (alone.allow) return {}
  const withSecond = mayDo(ctx, 'content.release', block, true)
  return withSecond.allow ? { second: alone.because } : { refused: withSecond.because }
}

async function chosenStatements(
  ctx: Context,
  ids: readonly string[],
  members: readonly number[],
): Promise<readonly Row[]> {
  const pairs = ids.map((id) => unseal(ctx.node, 'statement', id) ?? [0, 0])
  const found = await ctx.tx.client.query<Row>(
    `select st.id, st.entity_id, st.property, st.value, st.grade, st.valid_from, st.valid_until, st.marking_id
     from statement st join unnest($1::bigint[], $2::bigint[]) as asked (entity_id, id) on st.entity_id = asked.entity_id and st.id = asked.id
     where st.retracted_at is null and visible($3, st.marking_id) and st.entity_id = any($4::bigint[])
     order by st.property, st.entity_id, st.id`,
    [pairs.map(([entity]) => entity), pairs.map(([, id]) => id), Buffer.from(ctx.visible), members],
  )
  // One that may not be seen is one that is not there.
  if (found.rows.length !== new Set(ids).size) throw notFound()
  return found.rows
}

function packageStatement(row: Row): PackageStatement {
  return {
    property: propertyOf(row.property),
    value: row.value,
    grade: gradeOf(row.grade),
    ...(row.valid_from === null ? {} : { from: row.valid_from }),
    ...(row.valid_until === null ? {} : { until: row.valid_until }),
  }
}

/** What the partner holds of an entity from earlier releases that stand. */
async function heldBy(ctx: Context, peer: string, entity: string): Promise<PackageStatement[]> {
  const found = await ctx.tx.client.query<{ package: ReleasePackage }>(
    `select package from release where direction = 'out' and peer = $1 and package->>'entity' = $2
     and state in ('sent', 'applied') and (expires_on is null or expires_on >= $4::date) and visible($3, marking_id) order by created_at`,
    [peer, entity, Buffer.from(ctx.visible), ctx.now],
  )
  return found.rows.flatMap((row) => row.package.statements)
}

/** Asks the policy again, for the person who acts now, on every block that goes. */
export function permitRelease(ctx: Context, blocks: readonly Marking[], secondPerson: boolean): void {
  for (const block of blocks) permit(ctx, 'content.release', block, secondPerson)
}
