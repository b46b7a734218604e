import { linkKinds } from '@shield/core'
import type { Words } from '@shield/core'

import type { DrawnLink, DrawnNode } from '../../views/link-chart/drawn.ts'
import type { GraphNode } from '../../api/wire.ts'
import { bundlesOf, moreOf } from './bundles.ts'
import type { Bundle } from './bundles.ts'
import { shownNodes } from './graph-model.ts'
import type { Chart, ChartNode } from './graph-model.ts'
import { moneyText } from './money-text.ts'

interface Look {
  readonly fill: (node: GraphNode) => string
  /** How large a thing is drawn; by its links where absent. */
  readonly radius?: ((id: string) => number | undefined) | undefined
  readonly strokes: ReadonlyMap<string, readonly string[]>
  readonly fresh: ReadonlySet<string>
  readonly say: (words: Words) => string
  /** "3 links", where a line stands for several of different kinds. */
  readonly several: (count: number) => string
}

/** What the canvas and the picture draw of a chart: the shown nodes, and one line between two however many links there are. */
export function drawnOf(
  chart: Chart,
  look: Look,
): { readonly nodes: readonly DrawnNode[]; readonly links: readonly DrawnLink[] } {
  return {
    nodes: shownNodes(chart).map((node) => drawnNode(chart, node, look)),
    links: bundlesOf(chart).map((bundle) => ({
      id: bundle.id,
      from: bundle.from,
      to: bundle.to,
      label: bundleLabel(bundle, look),
      heads: bundle.forth && bundle.back ? 'both' : bundle.forth ? 'one' : 'none',
      width: Math.min(6, 1.5 + Math.log2(bundle.edges.length)),
    })),
  }
}

function drawnNode(chart: Chart, { data, x, y, isPinned }: ChartNode, look: Look): DrawnNode {
  const links = data.links.reduce((sum, link) => sum + link.count, 0)
  return {
    id: data.id,
    x,
    y,
    caption: data.caption,
    strokes: look.strokes.get(data.kind) ?? [],
    fill: look.fill(data),
    radius: look.radius?.(data.id) ?? radiusOf(links),
    isPinned,
    isFresh: look.fresh.has(data.id),
    more: moreOf(chart, data.id),
  }
}

/** Better connected, a little larger; never so much that size says more than the count. */
function radiusOf(links: number): number {
  return 15 + Math.min(7, Math.log2(1 + links))
}

function bundleLabel({ edges, from }: Bundle, { say, several }: Look): string {
  const [first] = edges
  if (!first) return ''
  const same = edges.every((edge) => edge.kind === first.kind && edge.from === first.from)
  if (!same) return several(edges.length)
  const words = say(first.from === from ? linkKinds[first.kind].forward : linkKinds[first.kind].backward)
  if (edges.length > 1) return `${words} ×${edges.length}`
  return first.amount ? `${words} ${moneyText(first.amount)}` : words
}
