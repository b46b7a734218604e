import { entityAt } from './graph.ts'
import type { Graph } from './graph.ts'
import type { PathRequest, Paths } from './graph-door.ts'
import { shortest } from './shortest.ts'
import type { Search } from './shortest.ts'
import type { Scratch } from './scratch.ts'
import { contactsOf, latestDay, newContacts, standingFor, viewOf } from './view.ts'
import type { View } from './view.ts'

/** Contacts looked at for one request: some two seconds of work; what is beyond is told as cut. */
const mostWork = 20_000_000
const contacts = newContacts()

/**
 * The k shortest paths without loops: Yen 1971. Each further path leaves a path found before at some node; the branches tried
 * are those, each closed to what was found already, and no longer than what could still be among the k.
 */
export function paths(graph: Graph, request: PathRequest, scratch: Scratch): Paths {
  const view = viewOf(graph, request)
  const [from, to] = [standingFor(view, request.from), standingFor(view, request.to)]
  if (from === undefined || to === undefined || from === to) return { paths: [], isCut: false }
  const open: Search = {
    view,
    from,
    to,
    day: request.during?.first ?? 0,
    most: request.most,
    closed: new Set(),
    closedNext: new Set(),
    work: { left: mostWork },
  }
  const found: (readonly number[])[] = []
  const waiting: (readonly number[])[] = []
  for (let path = shortest(open, scratch); path !== undefined; path = waiting.shift()) {
    found.push(path)
    if (found.length === request.count) break
    branch({ open, found, waiting, wanted: request.count, scratch })
  }
  return {
    paths: found.map((path) => path.map((node) => entityAt(graph, node))),
    isCut: open.work.left < 0,
  }
}

interface Branching {
  readonly open: Search
  readonly found: readonly (readonly number[])[]
  readonly waiting: (readonly number[])[]
  readonly wanted: number
  readonly scratch: Scratch
}

/** Puts among the waiting what leaves the newest path at each of its nodes. */
function branch({ open, found, waiting, wanted, scratch }: Branching): void {
  const newest = found.at(-1) ?? []
  let day = open.day
  for (let at = 0; at < newest.length - 1 && open.work.left >= 0; at += 1) {
    const root = newest.slice(0, at + 1)
    if (at > 0) day = arrival(open.view, { from: newest[at - 1] as number, to: newest[at] as number, day })
    const known = [...found, ...waiting].filter((path) => root.every((node, place) => path[place] === node))
    // Once as many wait as are wanted, only what is not longer than the last of them can still matter.
    const last = waiting[wanted - found.length - 1]
    const most = last === undefined ? open.most : Math.min(open.most, last.length - 1)
    const rest = shortest(
      {
        ...open,
        from: newest[at] as number,
        day,
        most: most - at,
        closed: new Set(root.slice(0, -1)),
        closedNext: new Set(known.flatMap((path) => path[at + 1] ?? [])),
      },
      scratch,
    )
    if (rest) put(open.view, waiting, [...root.slice(0, -1), ...rest])
  }
}

/** The earliest day on the other side of a step. */
function arrival(
  view: View,
  { from, to, day }: { readonly from: number; readonly to: number; readonly day: number },
): number {
  let best = latestDay
  contactsOf(view, from, contacts)
  for (let at = 0; at < contacts.length; at += 1)
    if (contacts.node[at] === to && (contacts.last[at] as number) >= day)
      best = Math.min(best, Math.max(day, contacts.first[at] as number))
  return best
}

function put({ graph }: View, waiting: (readonly number[])[], path: readonly number[]): void {
  const isBefore = (other: readonly number[]): boolean => {
    if (path.length !== other.length) return path.length < other.length
    const at = path.findIndex((node, place) => node !== other[place])
    return entityAt(graph, path[at] ?? 0) < entityAt(graph, other[at] ?? 0)
  }
  const place = waiting.findIndex(isBefore)
  waiting.splice(place < 0 ? waiting.length : place, 0, path)
}
