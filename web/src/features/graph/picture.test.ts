import assert from 'node:assert/strict'
import { test } from 'node:test'

import { pictureOf, wrapped } from './picture.ts'
import type { PictureNode, PictureParts } from './picture.ts'
import { escaped, svgOf } from './picture-svg.ts'
import { coversSome } from './unicode-range.ts'

const node = (id: string, x: number, y: number, caption: string): PictureNode => ({
  id,
  x,
  y,
  caption,
  strokes: ['M0 0h24'],
  fill: '#3b5bdb',
  radius: 16,
  isPinned: false,
})
const parts: PictureParts = {
  nodes: [node('a', -500, -200, 'สมชาย ใจดี'), node('b', 700, 900, 'မောင်မောင်')],
  links: [{ from: 'a', to: 'b', label: 'paid', heads: 'one', width: 1.5 }],
  legend: [{ word: 'Person', fill: '#3b5bdb', strokes: [] }],
  title: 'Chart',
  handling: ['TH-AHT · Confidential'],
  about: ['Made by A. Analyst'],
  training: 'TRAINING',
  wordless: (count) => `${count} without words`,
}
const measure = (text: string, size: number): number => text.length * size * 0.5
const faces = { family: '"Noto Sans", sans-serif', rules: '' }

test('everything lies inside the picture, and the handling stands above and below the chart', () => {
  const picture = pictureOf(parts, measure)
  const texts = picture.shapes.filter((shape) => shape.is === 'text')
  for (const { at } of texts) {
    assert.ok(at.x >= 0 && at.x <= picture.width)
    assert.ok(at.y >= 0 && at.y <= picture.height)
  }
  const [first, second] = texts.filter((text) => text.text === parts.handling[0]).map((text) => text.at.y)
  const captions = parts.nodes.map((one) => texts.find((text) => text.text === one.caption)?.at.y ?? 0)
  assert.ok((first ?? 0) < Math.min(...captions))
  assert.ok((second ?? 0) > Math.max(...captions))
  assert.ok(texts.some((text) => text.text === 'TRAINING'))
})

test('captions of any script are in the file as text', () => {
  const svg = svgOf(pictureOf(parts, measure), faces)
  assert.ok(svg.includes('>สมชาย ใจดี</text>'))
  assert.ok(svg.includes('>မောင်မောင်</text>'))
})

test('a hostile caption stays text: no element, no attribute, no control, no turned line comes out of it', () => {
  const hostile = '"><script>x()</script>&\u202eevil\u0000\ud800'
  const svg = svgOf(
    pictureOf(
      { ...parts, title: hostile, nodes: [node('a', 0, 0, hostile), node('b', 9, 9, ']]>')] },
      measure,
    ),
    { ...faces, rules: '</style><script>' },
  )
  assert.equal(/<script/.test(svg), false)
  assert.equal(/[\u0000\u202e\ud800]/.test(svg), false)
  const names = new Set([...svg.matchAll(/<([a-z]+)/g)].map((found) => found[1]))
  assert.deepEqual([...names].toSorted(), [
    'circle',
    'g',
    'line',
    'path',
    'polygon',
    'rect',
    'style',
    'svg',
    'text',
    'title',
  ])
})

test('escaping leaves nothing that could end a text or an attribute', () => {
  assert.equal(escaped(`<a href="x" b='y'>&`), '&lt;a href=&quot;x&quot; b=&apos;y&apos;&gt;&amp;')
})

test('a link to what is not in the picture is not drawn', () => {
  const picture = pictureOf({ ...parts, nodes: [node('a', 0, 0, 'A')] }, measure)
  assert.equal(picture.shapes.filter((shape) => shape.is === 'line').length, 0)
})

test('a long line breaks between words, Thai ones too, and loses none', () => {
  const text = 'ห้ามส่งต่อโดยไม่ได้รับอนุญาตจากเจ้าของ and ask first'
  const lines = wrapped(text, 60, (part) => part.length * 5)
  assert.ok(lines.length > 2)
  assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''))
})

test('a face is taken when it holds one of the letters', () => {
  assert.equal(coversSome('U+0E01-0E5B, U+200C', 'กa'), true)
  assert.equal(coversSome('U+1000-109F', 'กa'), false)
  assert.equal(coversSome('U+4??', 'Я'), true)
  assert.equal(coversSome('', 'a'), true)
})

test('a wallet is written to its last letter, a long name in two lines', () => {
  const wallet = 'TXyNjaDp3pvJpV6x7yX3vjymWYVATNJvCi'
  const name = 'Golden Lotus Park Trading and Property Company of the Three Rivers Limited'
  const picture = pictureOf({ ...parts, nodes: [node('a', 0, 0, wallet), node('b', 400, 0, name)] }, measure)
  const texts = picture.shapes.flatMap((shape) => (shape.is === 'text' ? [shape.text] : []))
  assert.ok(texts.includes(wallet.slice(0, 17)) && texts.includes(wallet.slice(17)))
  assert.ok(texts.some((text) => name.startsWith(text) && text.length > 10))
  assert.ok(texts.some((text) => text.endsWith('…')))
})

test('where lines stand close their words are left out, and the picture says of how many', () => {
  const nodes = [node('a', 0, 0, 'A'), node('b', 300, 0, 'B'), node('c', 0, 10, 'C'), node('d', 300, 10, 'D')]
  const links = [
    { from: 'a', to: 'b', label: 'paid 2,645.30 USDT', heads: 'one', width: 1.5 },
    { from: 'c', to: 'd', label: 'paid 9,363.55 USDT', heads: 'one', width: 1.5 },
    { from: 'd', to: 'a', label: 'called', heads: 'one', width: 1.5 },
  ] as const
  const texts = pictureOf({ ...parts, nodes, links }, measure).shapes.flatMap((shape) =>
    shape.is === 'text' ? [shape.text] : [],
  )
  assert.deepEqual(
    texts.filter((text) => /paid|called/.test(text)),
    ['paid 2,645.30 USDT'],
  )
  assert.ok(texts.includes('2 without words'))
})
