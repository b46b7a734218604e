import assert from 'node:assert/strict'
import { test } from 'node:test'

import { families, familyFill, iconInk } from './kind-colour.ts'
import type { Scheme } from './kind-colour.ts'

const grounds: Record<Scheme, string> = { light: '#ffffff', dark: '#1f2327' }

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

test('every icon stands out from its disc, and every disc from the ground, in both schemes', () => {
  for (const scheme of ['light', 'dark'] as const)
    for (const family of families) {
      const fill = familyFill[scheme][family]
      assert.ok(contrast(fill, iconInk[scheme]) >= 4.5, `icon on ${family} in ${scheme}`)
      assert.ok(contrast(fill, grounds[scheme]) >= 3, `${family} on the ${scheme} ground`)
    }
})

test('no two families share a colour', () => {
  for (const scheme of ['light', 'dark'] as const)
    assert.equal(new Set(Object.values(familyFill[scheme])).size, families.length)
})
