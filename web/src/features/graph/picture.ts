import { shortCaption } from '../../views/link-chart/short-caption.ts'
import { boxAround, openRoom } from '../../views/link-chart/words.ts'
import type { Spot } from './place.ts'

/** What a picture is drawn of, the first at the bottom. Two writers draw it: one as SVG, one on a canvas. */
export type Shape =
  | {
      readonly is: 'box'
      readonly at: Spot
      readonly width: number
      readonly height: number
      readonly fill: string
    }
  | {
      readonly is: 'line'
      readonly from: Spot
      readonly to: Spot
      readonly width: number
      readonly ink: string
    }
  | { readonly is: 'head'; readonly points: readonly Spot[]; readonly fill: string }
  | { readonly is: 'disc'; readonly at: Spot; readonly radius: number; readonly fill: string }
  | { readonly is: 'ring'; readonly at: Spot; readonly radius: number; readonly ink: string }
  | { readonly is: 'icon'; readonly at: Spot; readonly size: number; readonly strokes: readonly string[] }
  | Text

interface Text {
  readonly is: 'text'
  readonly at: Spot
  readonly text: string
  readonly size: number
  readonly bold: boolean
  readonly middle: boolean
  readonly ink: string
  /** On the chart: a rim of the ground's colour keeps lines from crossing the letters out. */
  readonly rim: boolean
}

export interface Picture {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly shapes: readonly Shape[]
}

export interface PictureNode extends Spot {
  readonly id: string
  readonly caption: string
  readonly strokes: readonly string[]
  readonly fill: string
  readonly radius: number
  readonly isPinned: boolean
}

export interface PictureLink {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly heads: 'none' | 'one' | 'both'
  readonly width: number
}

export interface LegendEntry {
  readonly word: string
  readonly fill: string
  readonly strokes: readonly string[]
}

export interface PictureParts {
  readonly nodes: readonly PictureNode[]
  readonly links: readonly PictureLink[]
  readonly legend: readonly LegendEntry[]
  readonly title: string
  /** How all of it must be handled, in words; stands above and below. */
  readonly handling: readonly string[]
  /** Who, when, what for, what is left out. */
  readonly about: readonly string[]
  /** The word across the top of a picture of invented people. */
  readonly training: string | undefined
  /** Said below the chart when so many lines had no room for their words. */
  readonly wordless: (count: number) => string
}

/** Width of a text as the page's face draws it. */
export type Measure = (text: string, size: number, bold: boolean) => number

/** Light whatever the screen's colours are: pictures are printed. */
export const paper = {
  ground: '#ffffff',
  text: '#1b1f24',
  link: '#5d6771',
  icon: '#ffffff',
  training: '#5f3dc4',
}
const margin = 32
const leastWidth = 820
const captionWidth = 150
const words = new Intl.Segmenter(undefined, { granularity: 'word' })

interface Block {
  readonly height: number
  readonly shapes: (top: number) => readonly Shape[]
}

/** The chart as a picture: head with the handling, the chart, the legend, and the handling again at the foot. */
export function pictureOf(parts: PictureParts, measure: Measure): Picture {
  const bounds = boundsOf(parts.nodes)
  const width = Math.max(leastWidth, Math.ceil(bounds.width) + 2 * margin)
  const lines = (texts: readonly string[], size: number, bold: boolean): Block =>
    linesBlock(
      texts.flatMap((text) => wrapped(text, width - 2 * margin, (part) => measure(part, size, bold))),
      size,
      bold,
    )
  const chart = chartShapes(parts, measure)
  const left = (width - bounds.width) / 2 - bounds.left
  const blocks: readonly Block[] = [
    ...(parts.training === undefined ? [] : [band(parts.training, width)]),
    gap(margin / 2),
    lines([parts.title], 20, true),
    lines(parts.handling, 13, true),
    lines(parts.about, 12, false),
    gap(16),
    { height: bounds.height, shapes: (top) => moved(chart.shapes, { x: left, y: top - bounds.top }) },
    gap(16),
    lines(chart.wordless === 0 ? [] : [parts.wordless(chart.wordless)], 12, false),
    legendBlock(parts.legend, width, measure),
    lines(parts.handling, 13, true),
    gap(margin / 2),
  ]
  let top = 0
  const shapes: Shape[] = []
  for (const block of blocks) {
    shapes.push(...block.shapes(top))
    top += block.height
  }
  const height = Math.ceil(top)
  const ground: Shape = { is: 'box', at: { x: 0, y: 0 }, width, height, fill: paper.ground }
  return { width, height, title: plain(parts.title), shapes: [ground, ...shapes] }
}

function gap(height: number): Block {
  return { height, shapes: () => [] }
}

function band(word: string, width: number): Block {
  return {
    height: 28,
    shapes: (top) => [
      { is: 'box', at: { x: 0, y: top }, width, height: 28, fill: paper.training },
      { ...textAt({ x: width / 2, y: top + 19 }, word, 14), bold: true, middle: true, ink: '#ffffff' },
    ],
  }
}

function linesBlock(texts: readonly string[], size: number, bold: boolean): Block {
  // Thai, Burmese and Khmer stack marks above and below the line.
  const step = size * 1.65
  return {
    height: texts.length * step,
    shapes: (top) =>
      texts.map((text, at) => ({
        ...textAt({ x: margin, y: top + at * step + size * 1.2 }, text, size),
        bold,
      })),
  }
}

function legendBlock(legend: readonly LegendEntry[], width: number, measure: Measure): Block {
  const places: Spot[] = []
  let [x, row] = [margin, 0]
  for (const { word } of legend) {
    const wide = 26 + measure(word, 12, false) + 22
    if (x > margin && x + wide > width - margin) [x, row] = [margin, row + 1]
    places.push({ x, y: row * 26 })
    x += wide
  }
  return {
    height: legend.length === 0 ? 0 : (row + 1) * 26 + 8,
    shapes: (top) =>
      legend.flatMap(({ word, fill, strokes }, at): Shape[] => {
        const place = places[at] ?? { x: margin, y: 0 }
        const middle = { x: place.x + 10, y: top + place.y + 12 }
        return [
          { is: 'disc', at: middle, radius: 10, fill },
          { is: 'icon', at: middle, size: 13, strokes },
          textAt({ x: place.x + 26, y: middle.y + 4 }, word, 12),
        ]
      }),
  }
}

/** The chart at its own places: lines, then discs, then words; where words would cover each other, those of the lines are left out. */
function chartShapes(
  { nodes, links }: PictureParts,
  measure: Measure,
): { readonly shapes: readonly Shape[]; readonly wordless: number } {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const drawn = links.flatMap((link) => {
    const [from, to] = [byId.get(link.from), byId.get(link.to)]
    return from && to ? [{ link, from, to }] : []
  })
  const captions = nodes.flatMap((node) => captionShapes(node, measure))
  const room = openRoom()
  room.insist(nodes.map(({ x, y, radius }) => boxAround(x, y, radius, radius)))
  room.insist(captions.map((caption) => boxOf(caption, measure)))
  const labels = drawn
    .map(({ link, from, to }) => ({
      ...textAt({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + 4 }, shortCaption(link.label, 28), 10.5),
      middle: true,
      rim: true,
    }))
    .filter((label) => room.take([boxOf(label, measure)]))
  return {
    shapes: [
      ...drawn.flatMap(({ link, from, to }) => linkShapes(link, from, to)),
      ...nodes.flatMap(discShapes),
      ...labels,
      ...captions,
    ],
    wordless: drawn.length - labels.length,
  }
}

function boxOf({ at, text, size, bold }: Text, measure: Measure) {
  return boxAround(at.x, at.y - size * 0.35, measure(text, size, bold) / 2 + 2, size * 0.65)
}

function moved(shapes: readonly Shape[], by: Spot): readonly Shape[] {
  const to = ({ x, y }: Spot): Spot => ({ x: x + by.x, y: y + by.y })
  return shapes.map((shape): Shape => {
    if (shape.is === 'line') return { ...shape, from: to(shape.from), to: to(shape.to) }
    if (shape.is === 'head') return { ...shape, points: shape.points.map(to) }
    return { ...shape, at: to(shape.at) }
  })
}

function linkShapes(link: PictureLink, from: PictureNode, to: PictureNode): readonly Shape[] {
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1
  const along = (node: PictureNode, other: PictureNode, distance: number): Spot => ({
    x: node.x + ((other.x - node.x) / long) * distance,
    y: node.y + ((other.y - node.y) / long) * distance,
  })
  const head = (node: PictureNode, other: PictureNode): Shape => {
    const tip = along(node, other, node.radius + 2)
    const foot = along(node, other, node.radius + 12)
    const aside = { x: (-(other.y - node.y) / long) * 4.5, y: ((other.x - node.x) / long) * 4.5 }
    return {
      is: 'head',
      points: [
        tip,
        { x: foot.x + aside.x, y: foot.y + aside.y },
        { x: foot.x - aside.x, y: foot.y - aside.y },
      ],
      fill: paper.link,
    }
  }
  return [
    {
      is: 'line',
      from: along(from, to, from.radius + (link.heads === 'both' ? 8 : 0)),
      to: along(to, from, to.radius + (link.heads === 'none' ? 0 : 8)),
      width: link.width,
      ink: paper.link,
    },
    ...(link.heads === 'none' ? [] : [head(to, from)]),
    ...(link.heads === 'both' ? [head(from, to)] : []),
  ]
}

function discShapes({ x, y, radius, fill, strokes, isPinned }: PictureNode): readonly Shape[] {
  return [
    { is: 'disc', at: { x, y }, radius, fill },
    { is: 'icon', at: { x, y }, size: radius * 1.24, strokes },
    ...(isPinned ? [{ is: 'ring' as const, at: { x, y }, radius: radius + 2.5, ink: paper.text }] : []),
  ]
}

function captionShapes({ x, y, radius, caption }: PictureNode, measure: Measure): readonly Text[] {
  return captionLines(caption, measure).map((line, at) => ({
    ...textAt({ x, y: y + radius + 17 + at * 17 }, line, 12.5),
    middle: true,
    rim: true,
  }))
}

/** Two lines under a node: a picture has no pointer that would show the rest, and a wallet must be read to its last letter. */
function captionLines(caption: string, measure: Measure): readonly string[] {
  const widthOf = (text: string): number => measure(text, 12.5, false)
  if (widthOf(caption) <= captionWidth) return [caption]
  if (!/\s/.test(caption) && caption.length <= 48 && /^[\w.:@/+-]+$/.test(caption)) {
    const half = Math.ceil(caption.length / 2)
    return [caption.slice(0, half), caption.slice(half)]
  }
  const [first = '', second = '', ...more] = wrapped(caption, captionWidth, widthOf)
  return [shortCaption(first, 40), more.length === 0 ? second : shortCaption(`${second}${more.join('')}`, 20)]
}

function textAt(at: Spot, text: string, size: number): Text {
  return { is: 'text', at, text: plain(text), size, bold: false, middle: false, ink: paper.text, rim: false }
}

/** What no reader should meet in a picture: controls, and marks that turn the rest of a line around. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f\ufffe\uffff]/gu, '\ufffd')
}

/** Lines that fit, broken between words by the rules of each script. */
export function wrapped(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const { segment } of words.segment(text)) {
    if (line !== '' && measure(line + segment) > width) {
      lines.push(line.trimEnd())
      line = segment.trimStart()
    } else line += segment
  }
  return line === '' ? lines : [...lines, line]
}

/** The field the chart takes, captions included. */
function boundsOf(nodes: readonly PictureNode[]) {
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)]
  const [left, top] = [Math.min(...xs) - 100, Math.min(...ys) - 30]
  return { left, top, width: Math.max(...xs) + 100 - left, height: Math.max(...ys) + 62 - top }
}
