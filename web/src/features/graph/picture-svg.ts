import { paper } from './picture.ts'
import type { Picture, Shape } from './picture.ts'

interface Faces {
  /** The family list as css writes it. */
  readonly family: string
  /** `@font-face` rules with their files inside, so that every script shows on a machine without these faces. */
  readonly rules: string
}

/** The picture as one SVG file that needs nothing else. Captions are what anybody wrote: every one is escaped. */
export function svgOf({ width, height, title, shapes }: Picture, faces: Faces): string {
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${escaped(faces.rules)} text { font-family: ${escaped(faces.family)}; white-space: pre }</style>`,
    ...shapes.map(shapeOf),
    '</svg>',
    '',
  ].join('\n')
}

function shapeOf(shape: Shape): string {
  switch (shape.is) {
    case 'box':
      return `<rect x="${n(shape.at.x)}" y="${n(shape.at.y)}" width="${n(shape.width)}" height="${n(shape.height)}" fill="${shape.fill}"/>`
    case 'line':
      return `<line x1="${n(shape.from.x)}" y1="${n(shape.from.y)}" x2="${n(shape.to.x)}" y2="${n(shape.to.y)}" stroke="${shape.ink}" stroke-width="${n(shape.width)}"/>`
    case 'head':
      return `<polygon points="${shape.points.map(({ x, y }) => `${n(x)},${n(y)}`).join(' ')}" fill="${shape.fill}"/>`
    case 'disc':
      return `<circle cx="${n(shape.at.x)}" cy="${n(shape.at.y)}" r="${n(shape.radius)}" fill="${shape.fill}"/>`
    case 'ring':
      return `<circle cx="${n(shape.at.x)}" cy="${n(shape.at.y)}" r="${n(shape.radius)}" fill="none" stroke="${shape.ink}" stroke-width="1.5"/>`
    case 'icon':
      return iconOf(shape)
    case 'text':
      return textOf(shape)
  }
}

function iconOf({ at, size, strokes }: Extract<Shape, { is: 'icon' }>): string {
  const scale = size / 24
  const place = `translate(${n(at.x - size / 2)} ${n(at.y - size / 2)}) scale(${n(scale)})`
  const pen = `fill="none" stroke="${paper.icon}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"`
  return `<g transform="${place}" ${pen}>${strokes.map((stroke) => `<path d="${escaped(stroke)}"/>`).join('')}</g>`
}

function textOf({ at, text, size, bold, middle, ink, rim }: Extract<Shape, { is: 'text' }>): string {
  const weight = bold ? ' font-weight="600"' : ''
  const anchor = middle ? ' text-anchor="middle"' : ''
  const around = rim
    ? ` paint-order="stroke" stroke="${paper.ground}" stroke-width="3.5" stroke-linejoin="round"`
    : ''
  return `<text x="${n(at.x)}" y="${n(at.y)}" font-size="${size}"${weight}${anchor} fill="${ink}"${around}>${escaped(text)}</text>`
}

function n(value: number): string {
  return String(Math.round(value * 100) / 100)
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}
