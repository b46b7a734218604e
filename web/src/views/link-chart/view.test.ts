import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { cameraOf, fitting, onChart, onScreen, revealing, viewOf, widened, zoomed } from './view.ts'

const coordinate = fc.integer({ min: -3000, max: 3000 })
const point = fc.record({ x: coordinate, y: coordinate })
const size = fc.record({
  width: fc.integer({ min: 300, max: 2000 }),
  height: fc.integer({ min: 300, max: 1200 }),
})
const view = fc.record({
  left: coordinate,
  top: coordinate,
  zoom: fc.double({ min: 0.1, max: 4, noNaN: true }),
})
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 * (1 + Math.abs(a))

test('a view is a camera and back', () => {
  fc.assert(
    fc.property(view, size, (one, canvas) => {
      const back = viewOf(cameraOf(one, canvas), canvas)
      assert.ok(near(back.left, one.left) && near(back.top, one.top) && near(back.zoom, one.zoom))
    }),
  )
})

test('a place on the chart is a place on the screen and back', () => {
  fc.assert(
    fc.property(view, point, (one, at) => {
      const back = onChart(onScreen(at, one), one)
      assert.ok(Math.abs(back.x - at.x) < 1e-6 && Math.abs(back.y - at.y) < 1e-6)
    }),
  )
})

test('what was fitted, widened to or revealed lies on the canvas', () => {
  fc.assert(
    fc.property(view, size, fc.array(point, { minLength: 1, maxLength: 8 }), (one, canvas, points) => {
      const inside = (made: typeof one, at: { x: number; y: number }): boolean => {
        const { x, y } = onScreen(at, made)
        return x >= 0 && y >= 0 && x <= canvas.width && y <= canvas.height
      }
      const fitted = fitting(points, canvas)
      // Farther out than the least zoom nothing can be read: such a chart is panned.
      if (fitted.zoom > 0.08) assert.ok(points.every((at) => inside(fitted, at)))
      const wide = widened(one, { shown: [], fresh: points }, canvas)
      if (wide.zoom > 0.08) assert.ok(points.every((at) => inside(wide, at)))
      const [first = { x: 0, y: 0 }] = points
      assert.ok(inside(revealing(one, first, canvas), first))
    }),
  )
})

test('zooming keeps the middle', () => {
  const canvas = { width: 800, height: 600 }
  const middle = { x: 400, y: 300 }
  const one = { left: 10, top: 20, zoom: 1 }
  const two = zoomed(one, 1.5, canvas)
  const [before, after] = [onChart(middle, one), onChart(middle, two)]
  assert.ok(near(before.x, after.x) && near(before.y, after.y))
  assert.equal(two.zoom, 1.5)
})

test('what is new and in sight changes nothing; what is new and out of sight keeps in sight what was', () => {
  const canvas = { width: 800, height: 600 }
  const one = { left: 0, top: 0, zoom: 1 }
  const [here, far, beyond] = [
    { x: 100, y: 100 },
    { x: 900, y: 100 },
    { x: -5000, y: 0 },
  ]
  assert.equal(widened(one, { shown: [here], fresh: [{ x: 400, y: 300 }] }, canvas), one)
  const wide = widened(one, { shown: [here, beyond], fresh: [far] }, canvas)
  for (const point of [here, far]) {
    const { x, y } = onScreen(point, wide)
    assert.ok(x > 0 && x < 800 && y > 0 && y < 600)
  }
  assert.ok(onScreen(beyond, wide).x < 0)
})
