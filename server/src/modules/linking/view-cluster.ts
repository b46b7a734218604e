import type { Words } from '@shield/core'
import type { ClusterEdge, ClusterView, Profile } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { shownBy, viewProfile } from '../registry/index.ts'
import { bridgesOf } from './bridges.ts'
import { readMatched } from './read-values.ts'
import { bandOfBits, bitsOf } from './score.ts'

const mostMembers = 40

/** Who stands together in one profile, who judged that, and where it would fall apart. */
export async function viewCluster(ctx: Context, wire: string): Promise<ClusterView> {
  const profile = await viewProfile(ctx, wire)
  const members = profile.members.slice(0, mostMembers)
  const weighed = await weighAmong(
    ctx,
    members.map((member) => member.id),
  )
  const same = profile.judgements.filter((one) => one.verdict === 'same' && one.withdrawnAt === undefined)
  const edges = edgesOf(weighed, same)
  await audit(ctx, { action: 'candidate.read', object: wire, shown: shownBy(profile) })
  return {
    members,
    edges,
    density: densityOf(weighed),
    isCut: profile.members.length > mostMembers,
  }
}

interface WeighedPair {
  readonly left: string
  readonly right: string
  readonly band: ClusterEdge['band']
}

async function weighAmong(ctx: Context, wires: readonly string[]): Promise<readonly WeighedPair[]> {
  const found = await ctx.tx.client.query<{ id: number; wire: string }>(
    'select id, wire from entity where wire = any($1::uuid[])',
    [wires],
  )
  const ids = new Map(found.rows.map((row) => [row.wire, row.id]))
  const known = await readMatched(ctx.tx.client, [...ids.values()], ctx.visible)
  return wires.flatMap((left, at) =>
    wires.slice(at + 1).flatMap((right) => {
      const [one, other] = [known.get(ids.get(left) ?? 0), known.get(ids.get(right) ?? 0)]
      return one && other ? [{ left, right, band: bandOfBits(bitsOf(one, other)) }] : []
    }),
  )
}

/** Judgements hold the cluster; pairs that hold by their values alone stand beside them. */
function edgesOf(weighed: readonly WeighedPair[], same: Profile['judgements']): ClusterEdge[] {
  const isOf = (pair: WeighedPair, one: { readonly left: string; readonly right: string }): boolean =>
    (pair.left === one.left && pair.right === one.right) ||
    (pair.left === one.right && pair.right === one.left)
  const judged = weighed.filter((pair) => same.some((one) => isOf(pair, one)))
  const bridges = bridgesOf(judged.map(({ left, right }) => [left, right]))
  return weighed
    .filter((pair) => pair.band !== 'weak' || judged.includes(pair))
    .map((pair) => {
      const judgement = same.find((one) => isOf(pair, one))
      return {
        ...pair,
        ...(judgement ? { judgement } : {}),
        isBridge: judgement !== undefined && bridges.has(judged.indexOf(pair)),
      }
    })
}

function densityOf(weighed: readonly WeighedPair[]): Words {
  const holding = weighed.filter((pair) => pair.band !== 'weak').length
  if (weighed.length === 0) return { en: 'One entity, nothing to hold together', th: 'มีเอนทิตีเดียว' }
  return {
    en: `${holding} of ${weighed.length} pairs hold together by their own values`,
    th: `${holding} จาก ${weighed.length} คู่ มีข้อมูลของตนเองสนับสนุน`,
  }
}
