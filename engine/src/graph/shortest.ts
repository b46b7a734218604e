import { entityAt, weightOf } from './graph.ts'
import { nextBase } from './scratch.ts'
import type { Marks, Scratch } from './scratch.ts'
import { contactsOf, latestDay, newContacts } from './view.ts'
import type { View } from './view.ts'

/** One shortest path to be found, perhaps with a part of the graph closed. */
export interface Search {
  readonly view: View
  readonly from: number
  readonly to: number
  /** The day the search may leave `from` at the earliest; 0 without times. */
  readonly day: number
  readonly most: number
  /** Nodes not to be passed. */
  readonly closed: ReadonlySet<number>
  /** Nodes not to be gone to from `from` directly. */
  readonly closedNext: ReadonlySet<number>
  /** What is left of the work allowed, in contacts looked at; below 0 the search has given up. */
  readonly work: { left: number }
}

/** Nodes reached after so many links and, for each, the best day: the earliest from the front, the latest from the back. */
interface Level {
  readonly nodes: number[]
  readonly days: number[]
}

/** One of the two ends a search grows from. */
interface Side extends Marks {
  readonly levels: Level[]
  readonly isFront: boolean
}

const contacts = newContacts()

/**
 * The shortest path, of several the one whose entities come first, by search from both ends, level by level. With times each link may
 * begin no earlier than the one before: the front keeps the earliest day it can be at a node, the back the latest day on which
 * the way on from there still works, and they meet where the first is not after the second. Only visible nodes and links are counted
 * when the smaller side is chosen, and levels are always finished, so the answer is a function of what is visible alone.
 */
export function shortest(search: Search, scratch: Scratch): readonly number[] | undefined {
  const [front, back] = sides(search, scratch)
  let meeting: ReadonlyMap<number, number> | undefined
  while (meeting === undefined) {
    if (front.levels.length + back.levels.length - 2 >= search.most) return undefined
    const side = sizeOf(front) <= sizeOf(back) ? front : back
    if (!advance(search, scratch, side)) return undefined
    meeting = meet(front, back, scratch.base)
  }
  return trace(search, { front, back, base: scratch.base, meeting })
}

function sides(search: Search, scratch: Scratch): readonly [Side, Side] {
  const base = nextBase(scratch)
  const side = (marks: Marks, node: number, day: number): Side => {
    marks.stamp[node] = base
    marks.day[node] = day
    return { ...marks, levels: [{ nodes: [node], days: [day] }], isFront: marks === scratch.front }
  }
  return [side(scratch.front, search.from, search.day), side(scratch.back, search.to, latestDay)]
}

function sizeOf(side: Side): number {
  return side.levels.at(-1)?.nodes.length ?? 0
}

/** One level further; false when there is nothing further or the work is used up. */
function advance(search: Search, scratch: Scratch, side: Side): boolean {
  const last = side.levels.at(-1)
  const level: Level = { nodes: [], days: [] }
  const stamp = scratch.base + side.levels.length
  const { isFront } = side
  for (let at = 0; at < (last?.nodes.length ?? 0); at += 1) {
    const node = last?.nodes[at] as number
    const day = last?.days[at] as number
    contactsOf(search.view, node, contacts)
    search.work.left -= contacts.length + 1
    if (search.work.left < 0) return false
    for (let index = 0; index < contacts.length; index += 1) {
      const other = contacts.node[index] as number
      const first = contacts.first[index] as number
      const until = contacts.last[index] as number
      if (isFront ? until < day : first > day) continue
      if (isClosed(search, { node, other, isFront })) continue
      note(
        { side, level, stamp, base: scratch.base },
        other,
        isFront ? Math.max(day, first) : Math.min(day, until),
      )
    }
  }
  for (const node of level.nodes) level.days.push(side.day[node] as number)
  side.levels.push(level)
  return level.nodes.length > 0
}

function isClosed(
  { from, closed, closedNext }: Search,
  step: { readonly node: number; readonly other: number; readonly isFront: boolean },
): boolean {
  if (closed.has(step.other)) return true
  return step.isFront
    ? step.node === from && closedNext.has(step.other)
    : step.other === from && closedNext.has(step.node)
}

interface Noting {
  readonly side: Side
  readonly level: Level
  readonly stamp: number
  readonly base: number
}

/** A node counts again on a later level only when its day has become better; on one level the best day counts. */
function note({ side, level, stamp, base }: Noting, node: number, day: number): void {
  const before = side.stamp[node] as number
  if (before >= base) {
    const known = side.day[node] as number
    if (side.isFront ? day >= known : day <= known) return
  }
  if (before !== stamp) level.nodes.push(node)
  side.stamp[node] = stamp
  side.day[node] = day
}

/** Where both have been in time, each node with the latest day the back leaves. Of the newest level the columns hold the days. */
function meet(front: Side, back: Side, base: number): ReadonlyMap<number, number> | undefined {
  const met = new Map<number, number>()
  const side = sizeOf(front) <= sizeOf(back) ? front : back
  const newest = { front: base + front.levels.length - 1, back: base + back.levels.length - 1 }
  for (const node of side.levels.at(-1)?.nodes ?? []) {
    if (front.stamp[node] !== newest.front || back.stamp[node] !== newest.back) continue
    if ((front.day[node] as number) <= (back.day[node] as number)) met.set(node, back.day[node] as number)
  }
  return met.size > 0 ? met : undefined
}

/** The best day of a node of one level, or undefined for others. */
type DayOf = (node: number) => number | undefined

/** Without times the columns still say all; with them a node may have been reached better on a later level. */
function daysOn(
  search: Search,
  side: Side,
  { base, at }: { readonly base: number; readonly at: number },
): DayOf {
  if (search.view.during === undefined)
    return (node) => (side.stamp[node] === base + at ? (side.day[node] as number) : undefined)
  const level = side.levels[at]
  const days = new Map(level?.nodes.map((node, place) => [node, level.days[place] as number]))
  return (node) => days.get(node)
}

interface Met {
  readonly front: Side
  readonly back: Side
  readonly base: number
  readonly meeting: ReadonlyMap<number, number>
}

/** The first path by entities: at each step the lowest entity from which the rest of the way works in time. */
function trace(search: Search, { front, back, base, meeting }: Met): readonly number[] {
  const ahead: DayOf[] = [(node) => meeting.get(node)]
  let next = meeting
  for (let at = front.levels.length - 2; at > 0; at -= 1) {
    const earliest = daysOn(search, front, { base, at })
    const found = leading(search, { nodes: front.levels[at]?.nodes ?? [], earliest, next })
    ahead.unshift((node) => found.get(node))
    next = found
  }
  for (let at = back.levels.length - 2; at >= 0; at -= 1) ahead.push(daysOn(search, back, { base, at }))
  const path = [search.from]
  let day = search.day
  for (const dayOf of ahead) {
    const step = lowest(search, { node: path.at(-1) ?? search.from, day, dayOf })
    path.push(step.node)
    day = step.day
  }
  return path
}

interface Step {
  readonly nodes: readonly number[]
  readonly earliest: DayOf
  readonly next: ReadonlyMap<number, number>
}

/** Of a level those from which the next is reached in time, each with the latest day to be there; looked for from the end with fewer links. */
function leading(search: Search, step: Step): ReadonlyMap<number, number> {
  const { graph } = search.view
  const weight = (nodes: Iterable<number>): number => {
    let sum = 0
    for (const node of nodes) sum += weightOf(graph, node)
    return sum
  }
  const found = new Map<number, number>()
  const keep = (node: number, at: number, [from, latest]: readonly [number, number]): void => {
    if ((contacts.first[at] as number) > latest) return
    const day = Math.min(latest, contacts.last[at] as number)
    if (from <= day && day > (found.get(node) ?? -1)) found.set(node, day)
  }
  if (weight(step.next.keys()) <= weight(step.nodes))
    for (const [node, latest] of step.next) {
      contactsOf(search.view, node, contacts)
      for (let at = 0; at < contacts.length; at += 1) {
        const other = contacts.node[at] as number
        const from = step.earliest(other)
        if (from !== undefined) keep(other, at, [from, latest])
      }
    }
  else
    for (const node of step.nodes) {
      const from = step.earliest(node)
      if (from === undefined) continue
      contactsOf(search.view, node, contacts)
      for (let at = 0; at < contacts.length; at += 1) {
        const latest = step.next.get(contacts.node[at] as number)
        if (latest !== undefined) keep(node, at, [from, latest])
      }
    }
  return found
}

function lowest(
  { view, from, closedNext }: Search,
  at: { readonly node: number; readonly day: number; readonly dayOf: DayOf },
): { readonly node: number; readonly day: number } {
  let best: { node: number; day: number } | undefined
  contactsOf(view, at.node, contacts)
  for (let index = 0; index < contacts.length; index += 1) {
    const other = contacts.node[index] as number
    const latest = at.dayOf(other)
    if (latest === undefined || (at.node === from && closedNext.has(other))) continue
    if ((contacts.last[index] as number) < at.day) continue
    const day = Math.max(at.day, contacts.first[index] as number)
    if (day > latest) continue
    const order = best === undefined ? -1 : entityAt(view.graph, other) - entityAt(view.graph, best.node)
    if (order < 0 || (order === 0 && day < (best?.day ?? 0))) best = { node: other, day }
  }
  if (best === undefined) throw new Error('a path was met and could not be traced')
  return best
}
