import { paper } from './picture.ts'
import type { Measure, Picture, Shape } from './picture.ts'

/** A canvas larger than this in either direction is refused by some browsers; 54 million pixels took 15 s to pack. */
const mostSide = 16_000
const mostPixels = 25_000_000

export function measureWith(family: string): Measure {
  const context = contextOf(document.createElement('canvas'))
  return (text, size, bold) => {
    context.font = fontOf(family, size, bold)
    return context.measureText(text).width
  }
}

/** The picture as a PNG, twice as fine as a screen's pixel where that is not too large to make. */
export async function pngOf(picture: Picture, family: string): Promise<Blob> {
  const { width, height, shapes } = picture
  const scale = Math.min(2, mostSide / width, mostSide / height, Math.sqrt(mostPixels / (width * height)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(width * scale)
  canvas.height = Math.floor(height * scale)
  const context = contextOf(canvas)
  context.scale(scale, scale)
  for (const shape of shapes) draw(context, shape, family)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new Error('the browser made no picture'))
    }, 'image/png')
  })
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('the browser has no canvas')
  return context
}

function draw(context: CanvasRenderingContext2D, shape: Shape, family: string): void {
  context.beginPath()
  switch (shape.is) {
    case 'box':
      context.fillStyle = shape.fill
      context.fillRect(shape.at.x, shape.at.y, shape.width, shape.height)
      return
    case 'line':
      context.moveTo(shape.from.x, shape.from.y)
      context.lineTo(shape.to.x, shape.to.y)
      context.strokeStyle = shape.ink
      context.lineWidth = shape.width
      context.stroke()
      return
    case 'head':
      for (const { x, y } of shape.points) context.lineTo(x, y)
      context.fillStyle = shape.fill
      context.fill()
      return
    case 'disc':
      context.arc(shape.at.x, shape.at.y, shape.radius, 0, 2 * Math.PI)
      context.fillStyle = shape.fill
      context.fill()
      return
    case 'ring':
      context.arc(shape.at.x, shape.at.y, shape.radius, 0, 2 * Math.PI)
      context.strokeStyle = shape.ink
      context.lineWidth = 1.5
      context.stroke()
      return
    case 'icon':
      drawIcon(context, shape)
      return
    case 'text':
      drawText(context, shape, family)
  }
}

function drawIcon(
  context: CanvasRenderingContext2D,
  { at, size, strokes }: Extract<Shape, { is: 'icon' }>,
): void {
  context.save()
  context.translate(at.x - size / 2, at.y - size / 2)
  context.scale(size / 24, size / 24)
  context.strokeStyle = paper.icon
  context.lineWidth = 1.9
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of strokes) context.stroke(new Path2D(stroke))
  context.restore()
}

function drawText(
  context: CanvasRenderingContext2D,
  shape: Extract<Shape, { is: 'text' }>,
  family: string,
): void {
  context.font = fontOf(family, shape.size, shape.bold)
  context.textAlign = shape.middle ? 'center' : 'left'
  context.textBaseline = 'alphabetic'
  if (shape.rim) {
    context.lineJoin = 'round'
    context.lineWidth = 3.5
    context.strokeStyle = paper.ground
    context.strokeText(shape.text, shape.at.x, shape.at.y)
  }
  context.fillStyle = shape.ink
  context.fillText(shape.text, shape.at.x, shape.at.y)
}

function fontOf(family: string, size: number, bold: boolean): string {
  return `${bold ? 600 : 400} ${size}px ${family}`
}
