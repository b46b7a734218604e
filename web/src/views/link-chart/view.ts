/** What part of the chart the canvas shows: its upper left corner in the chart's units, and pixels per unit. */
export interface View {
  readonly left: number
  readonly top: number
  readonly zoom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

interface Point {
  readonly x: number
  readonly y: number
}

/** A camera of sigma, whose field of 1 by 1 holds 1,000 by 1,000 of the chart's units with (0, 0) in the middle. */
interface Camera extends Point {
  readonly ratio: number
}

export const field = 1000
const [least, most] = [0.08, 4]
/** Pixels for captions beside and under the outermost nodes: words do not shrink with the chart. */
const margin = { x: 72, y: 44 }

export function cameraOf({ left, top, zoom }: View, size: Size): Camera {
  return {
    x: 0.5 + (left + size.width / 2 / zoom) / field,
    // Sigma's y points up.
    y: 0.5 - (top + size.height / 2 / zoom) / field,
    ratio: Math.min(size.width, size.height) / field / zoom,
  }
}

export function viewOf({ x, y, ratio }: Camera, size: Size): View {
  const zoom = zoomOf(ratio, size)
  return {
    left: (x - 0.5) * field - size.width / 2 / zoom,
    top: (0.5 - y) * field - size.height / 2 / zoom,
    zoom,
  }
}

export function zoomOf(ratio: number, size: Size): number {
  return Math.min(size.width, size.height) / field / ratio
}

export function onScreen({ x, y }: Point, view: View): Point {
  return { x: (x - view.left) * view.zoom, y: (y - view.top) * view.zoom }
}

export function onChart({ x, y }: Point, view: View): Point {
  return { x: view.left + x / view.zoom, y: view.top + y / view.zoom }
}

/** The view that shows all of these, never larger than full size. */
export function fitting(points: readonly Point[], size: Size): View {
  const [left, right] = rangeOf(points.map((point) => point.x))
  const [top, bottom] = rangeOf(points.map((point) => point.y))
  const zoom = bounded(
    Math.min((size.width - 2 * margin.x) / (right - left), (size.height - 2 * margin.y) / (bottom - top), 1),
  )
  return {
    left: (left + right) / 2 - size.width / 2 / zoom,
    top: (top + bottom) / 2 - size.height / 2 / zoom,
    zoom,
  }
}

/**
 * The same view where it shows all of the new points already; else moved as little as shows them and those it showed;
 * where that is not enough, farther away.
 */
export function widened(
  view: View,
  { shown, fresh }: { readonly shown: readonly Point[]; readonly fresh: readonly Point[] },
  size: Size,
): View {
  const inside = (point: Point): boolean => {
    const { x, y } = onScreen(point, view)
    return x > 24 && y > 24 && x < size.width - 24 && y < size.height - 40
  }
  if (fresh.every(inside)) return view
  const all = [...shown.filter(inside), ...fresh]
  const fitted = fitting(all, size)
  if (fitted.zoom < view.zoom) return fitted
  const corners = cornersOf(all)
  return corners.reduce((moved, corner) => revealing(moved, corner, size), view)
}

/** Moved as little as brings the point into sight; the same view where it is. */
export function revealing(view: View, point: Point, size: Size): View {
  const { x, y } = onScreen(point, view)
  const over = (at: number, from: number, to: number): number =>
    at < from ? at - from : at > to ? at - to : 0
  const [across, down] = [over(x, margin.x, size.width - margin.x), over(y, margin.y, size.height - margin.y)]
  if (across === 0 && down === 0) return view
  return { ...view, left: view.left + across / view.zoom, top: view.top + down / view.zoom }
}

/** Nearer or farther, the middle staying where it is. */
export function zoomed(view: View, by: number, size: Size): View {
  const zoom = bounded(view.zoom * by)
  const shift = (1 / view.zoom - 1 / zoom) / 2
  return { left: view.left + size.width * shift, top: view.top + size.height * shift, zoom }
}

function cornersOf(points: readonly Point[]): readonly Point[] {
  const [left, right] = rangeOf(points.map((point) => point.x))
  const [top, bottom] = rangeOf(points.map((point) => point.y))
  return [
    { x: left, y: top },
    { x: right, y: bottom },
  ]
}

function bounded(zoom: number): number {
  return Math.min(most, Math.max(least, zoom))
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  return values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)]
}
