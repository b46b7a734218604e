import assert from 'node:assert/strict'
import { test } from 'node:test'

import { nearest } from './nearest.ts'

const here = { x: 0, y: 0 }
const east = { x: 100, y: 10 }
const farEast = { x: 180, y: 0 }
const north = { x: 20, y: -90 }

test('an arrow goes to the nearest in its direction, and nowhere when nothing lies there', () => {
  const all = [farEast, north, east]
  assert.equal(nearest(here, 'right', all), east)
  assert.equal(nearest(here, 'up', all), north)
  assert.equal(nearest(here, 'down', all), undefined)
  assert.equal(nearest(here, 'left', all), undefined)
})

test('going right and left again comes home', () => {
  const all = [here, east]
  assert.equal(nearest(nearest(here, 'right', all) ?? here, 'left', all), here)
})

test('what lies more aside than ahead is not in that direction', () => {
  assert.equal(nearest(here, 'right', [{ x: 10, y: 100 }]), undefined)
})
