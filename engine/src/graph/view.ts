import { joinsOf, reachable } from '@shield/core'

import { isInAudience } from './audience.ts'
import { audienceAt, entityAt, isChanged, isJudged, nodeOf } from './graph.ts'
import type { Graph } from './graph.ts'
import type { GraphLink } from './graph-door.ts'

/** The graph as one viewer asks it. Nodes that the viewer's judgements hold together are one, under the lowest of their entities. */
export interface View {
  readonly graph: Graph
  readonly visible: Uint8Array
  readonly kind: number | undefined
  readonly direction: 'out' | 'in' | undefined
  /** Only links that may have begun in these days; a link without a date may not. */
  readonly during: { readonly first: number; readonly last: number } | undefined
  /** Members of what is one, by each of them, the lowest entity first: made when first asked. */
  readonly clusters: Map<number, readonly number[]>
}

export function viewOf(
  graph: Graph,
  asked: Pick<View, 'visible'> & Partial<Pick<View, 'kind' | 'direction' | 'during'>>,
): View {
  return {
    graph,
    visible: asked.visible,
    kind: asked.kind,
    direction: asked.direction,
    during: asked.during,
    clusters: new Map(),
  }
}

/** The node that stands for an entity in this view, or undefined for one that is not visible. */
export function standingFor(view: View, entity: number): number | undefined {
  const node = nodeOf(view.graph, entity)
  return node === undefined || !isVisible(view, node) ? undefined : headOf(view, node)
}

export function isVisible({ graph, visible }: View, node: number): boolean {
  return isInAudience(graph.audiences, audienceAt(graph, node), visible)
}

function isThere(view: View, entity: number): boolean {
  const node = nodeOf(view.graph, entity)
  return node !== undefined && isVisible(view, node)
}

export function headOf(view: View, node: number): number {
  // Where nobody has judged anything, a node is not looked at again.
  if (view.graph.judged.size === 0 || ((view.graph.flags[node] as number) & isJudged) === 0) return node
  return membersOf(view, node)[0] ?? node
}

export function membersOf(view: View, node: number): readonly number[] {
  if (((view.graph.flags[node] as number) & isJudged) === 0) return [node]
  const known = view.clusters.get(node)
  if (known) return known
  const { graph, visible } = view
  const around = new Set([entityAt(graph, node)])
  const judged = new Map<number, { id: number; left_entity: number; right_entity: number; verdict: string }>()
  for (const entity of around)
    for (const { id, left, right, verdict, marking } of graph.judged.get(entity) ?? []) {
      if (!hasBit(visible, marking) || !isThere(view, left) || !isThere(view, right)) continue
      judged.set(id, { id, left_entity: left, right_entity: right, verdict })
      if (verdict === 'same') around.add(left).add(right)
    }
  const joins = joinsOf([...judged.values()].toSorted((a, b) => a.id - b.id))
  const members = [...reachable(entityAt(graph, node), joins)]
    .toSorted((a, b) => a - b)
    .flatMap((entity) => nodeOf(graph, entity) ?? [])
  for (const member of members) view.clusters.set(member, members)
  return members
}

export const latestDay = 65_535

/** Where contacts are written: one for each link seen, in columns that grow. Where times do not matter, a link may be of any day. */
export interface Contacts {
  length: number
  node: Uint32Array
  first: Uint16Array
  last: Uint16Array
}

export function newContacts(): Contacts {
  return { length: 0, node: new Uint32Array(256), first: new Uint16Array(256), last: new Uint16Array(256) }
}

/** The other ends of all visible links of what stands under `node`, one for each link, and when each link may have begun. */
export function contactsOf(view: View, node: number, into: Contacts): void {
  into.length = 0
  if (view.graph.judged.size === 0 || ((view.graph.flags[node] as number) & isJudged) === 0) {
    gather(view, node, into)
    return
  }
  for (const member of membersOf(view, node)) gather(view, member, into)
  dropOwn(node, into)
}

function gather(view: View, node: number, into: Contacts): void {
  if (view.direction !== 'in') gatherOut(view, node, into)
  if (view.direction !== 'out') gatherIn(view, node, into)
}

function gatherOut(view: View, node: number, into: Contacts): void {
  const { graph, visible, kind } = view
  const { snapshot, flags } = graph
  if (((flags[node] as number) & isChanged) !== 0) {
    for (const { other, link } of graph.out.get(node) ?? []) takeAdded(view, other, link, into)
    return
  }
  if (node >= snapshot.entity.length) return
  const end = snapshot.outStart[node + 1] as number
  for (let link = snapshot.outStart[node] as number; link < end; link += 1)
    if (
      hasBit(visible, snapshot.marking[link] as number) &&
      (kind === undefined || snapshot.kind[link] === kind)
    )
      take(view, snapshot.target[link] as number, link, into)
}

function gatherIn(view: View, node: number, into: Contacts): void {
  const { graph, visible, kind } = view
  const { snapshot, flags } = graph
  for (const { other, link } of graph.in.get(node) ?? []) takeAdded(view, other, link, into)
  if (node >= snapshot.entity.length) return
  const hasChanged = graph.changed.size > 0
  const end = snapshot.inStart[node + 1] as number
  for (let at = snapshot.inStart[node] as number; at < end; at += 1) {
    if (!hasBit(visible, snapshot.inMarking[at] as number)) continue
    const link = snapshot.link[at] as number
    const origin = snapshot.origin[at] as number
    if (kind !== undefined && snapshot.kind[link] !== kind) continue
    if (!hasChanged || ((flags[origin] as number) & isChanged) === 0) take(view, origin, link, into)
  }
}

function take(view: View, other: number, link: number, into: Contacts): void {
  if (!isVisible(view, other)) return
  if (view.during === undefined) push(into, headOf(view, other), 0, latestDay)
  else {
    const { first, last } = view.graph.snapshot
    takeDated(view, headOf(view, other), { first: first[link] as number, last: last[link] as number }, into)
  }
}

function takeAdded(view: View, other: number, link: GraphLink, into: Contacts): void {
  if (!hasBit(view.visible, link.marking) || (view.kind !== undefined && link.kind !== view.kind)) return
  if (!isVisible(view, other)) return
  if (view.during === undefined) push(into, headOf(view, other), 0, latestDay)
  else takeDated(view, headOf(view, other), link, into)
}

function takeDated(view: View, node: number, link: Pick<GraphLink, 'first' | 'last'>, into: Contacts): void {
  if (link.first === 0 || view.during === undefined) return
  const first = Math.max(link.first, view.during.first)
  const last = Math.min(link.last, view.during.last)
  if (first <= last) push(into, node, first, last)
}

function push(into: Contacts, node: number, first: number, last: number): void {
  if (into.length === into.node.length) enlarge(into)
  into.node[into.length] = node
  into.first[into.length] = first
  into.last[into.length] = last
  into.length += 1
}

/** Links among members of one are no links of it. */
function dropOwn(node: number, into: Contacts): void {
  let kept = 0
  for (let at = 0; at < into.length; at += 1) {
    if (into.node[at] === node) continue
    into.node[kept] = into.node[at] as number
    into.first[kept] = into.first[at] as number
    into.last[kept] = into.last[at] as number
    kept += 1
  }
  into.length = kept
}

export function hasBit(visible: Uint8Array, marking: number): boolean {
  const place = marking >>> 3
  return place < visible.length && (((visible[place] as number) >>> (marking & 7)) & 1) === 1
}

function enlarge(contacts: Contacts): void {
  const size = contacts.node.length * 2
  const [node, first, last] = [new Uint32Array(size), new Uint16Array(size), new Uint16Array(size)]
  node.set(contacts.node)
  first.set(contacts.first)
  last.set(contacts.last)
  contacts.node = node
  contacts.first = first
  contacts.last = last
}
