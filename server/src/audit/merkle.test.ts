import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  consistencyPath,
  emptyEdge,
  emptyRoot,
  foldRight,
  grow,
  inclusionPath,
  leafHash,
  perfectRoot,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
import type { Hash, Subtree } from './merkle.ts'

/** The leaves and roots of the Certificate Transparency reference implementation's own test. */
const vectorLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const vectorRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const firstLeaf = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'

// The definitions of RFC 6962 §2.1 written down once more, as they stand there: slow, and nobody's child.
const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const splitAt = (n: number): number => 2 ** Math.floor(Math.log2(n - 1))
function mth(entries: readonly Buffer[]): Buffer {
  if (entries.length === 0) return sha256()
  if (entries.length === 1) return sha256(Buffer.of(0), entries[0] as Buffer)
  const k = splitAt(entries.length)
  return sha256(Buffer.of(1), mth(entries.slice(0, k)), mth(entries.slice(k)))
}
function path(m: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length === 1) return []
  const k = splitAt(entries.length)
  return m < k
    ? [...path(m, entries.slice(0, k)), mth(entries.slice(k))]
    : [...path(m - k, entries.slice(k)), mth(entries.slice(0, k))]
}
function subproof(m: number, entries: readonly Buffer[], isWhole: boolean): Buffer[] {
  if (m === entries.length) return isWhole ? [] : [mth(entries)]
  const k = splitAt(entries.length)
  return m <= k
    ? [...subproof(m, entries.slice(0, k), isWhole), mth(entries.slice(k))]
    : [...subproof(m - k, entries.slice(k), false), mth(entries.slice(0, k))]
}

const entriesOf = (size: number): readonly Buffer[] =>
  Array.from({ length: size }, (_, at) => Buffer.from(`entry ${at}`))
const rootAfter = (entries: readonly Buffer[]): Hash => rootOf(grow(emptyEdge, entries.map(leafHash)).edge)
const hex = (hashes: readonly Hash[]): readonly string[] => hashes.map((hash) => hash.toString('hex'))

/** The hashes that a path of subtrees names, over leaves in memory. */
function hashesOf(parts: readonly (readonly Subtree[])[], entries: readonly Buffer[]): readonly Hash[] {
  const leaves = entries.map(leafHash)
  return parts.map((part) =>
    foldRight(
      part.map(({ height, number }) =>
        perfectRoot(leaves.slice(number * 2 ** height, (number + 1) * 2 ** height)),
      ),
    ),
  )
}

const size = fc.integer({ min: 1, max: 300 })
const sizeAndIndex = size.chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n - 1 })))
const twoSizes = size.chain((n) => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n)))

/** A proof, or a leaf, or a root with one bit turned. */
function turned(hash: Hash, bit: number): Hash {
  const copy = Buffer.from(hash)
  copy[(bit >> 3) % 32] = (copy[(bit >> 3) % 32] ?? 0) ^ (1 << (bit & 7))
  return copy
}

test('roots of the Certificate Transparency vectors', () => {
  const leaves = vectorLeaves.map((text) => Buffer.from(text, 'hex'))
  assert.equal(emptyRoot.toString('hex'), vectorRoots[0])
  for (const [count, root] of vectorRoots.entries())
    assert.equal(rootAfter(leaves.slice(0, count)).toString('hex'), root, `${count} leaves`)
})

test('proofs of the Certificate Transparency vectors', () => {
  const leaves = vectorLeaves.map((text) => Buffer.from(text, 'hex'))
  assert.deepEqual(hex(hashesOf(inclusionPath(0, 1), leaves)), [])
  assert.deepEqual(hex(hashesOf(inclusionPath(2, 3), leaves)), [vectorRoots[2]])
  assert.deepEqual(hex(hashesOf(inclusionPath(5, 8), leaves)), [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    vectorRoots[4],
  ])
  assert.deepEqual(hex(hashesOf(inclusionPath(1, 5), leaves)), [
    firstLeaf,
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ])
  assert.deepEqual(hex(hashesOf(consistencyPath(1, 1), leaves)), [])
  assert.deepEqual(hex(hashesOf(consistencyPath(2, 5), leaves)), [
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ])
  assert.deepEqual(hex(hashesOf(consistencyPath(6, 8), leaves)), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    vectorRoots[4],
  ])
})

test('a tree grown in any steps has the root that RFC 6962 defines', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }), (steps) => {
      let edge = emptyEdge
      let entries: readonly Buffer[] = []
      for (const step of steps) {
        const fresh = entriesOf(entries.length + step).slice(entries.length)
        edge = grow(edge, fresh.map(leafHash)).edge
        entries = [...entries, ...fresh]
        assert.deepEqual(rootOf(edge), mth(entries))
      }
    }),
    { numRuns: 30 },
  )
})

test('full tiles hold the hashes of their level, across two levels', () => {
  const leaves = entriesOf(66_000).map(leafHash)
  const { edge, full } = grow(emptyEdge, leaves)
  const [last] = full.filter((tile) => tile.level === 1)
  assert.equal(full.length, 257 + 1)
  assert.deepEqual(last?.hashes[255], perfectRoot(leaves.slice(65_280, 65_536)))
  assert.deepEqual(edge.levels[2], [perfectRoot(leaves.slice(0, 65_536))])
})

test('every inclusion proof is the one of RFC 6962 and leads to the root', () => {
  fc.assert(
    fc.property(sizeAndIndex, ([n, index]) => {
      const entries = entriesOf(n)
      const proof = hashesOf(inclusionPath(index, n), entries)
      assert.deepEqual(proof, path(index, entries))
      assert.ok(
        verifyInclusion(
          { leaf: leafHash(entries[index] as Buffer), index },
          { size: n, root: mth(entries) },
          proof,
        ),
      )
    }),
    { numRuns: 150 },
  )
})

test('no inclusion proof that was touched leads to the root', () => {
  const place = fc.nat()
  fc.assert(
    fc.property(
      sizeAndIndex,
      place,
      place,
      fc.integer({ min: 0, max: 299 }),
      ([n, index], at, bit, other) => {
        const entries = entriesOf(n)
        const proof = path(index, entries)
        const head = { size: n, root: mth(entries) }
        const own = { leaf: leafHash(entries[index] as Buffer), index }
        const isProven = (changed: readonly Hash[], what = own, whose = head): boolean =>
          verifyInclusion(what, whose, changed)
        if (proof.length > 0) {
          const touched = at % proof.length
          assert.equal(
            isProven(proof.with(touched, turned(proof[touched] as Hash, bit))),
            false,
            'a turned bit',
          )
          assert.equal(isProven(proof.toSpliced(touched, 1)), false, 'a hash less')
        }
        assert.equal(isProven([...proof, own.leaf]), false, 'a hash more')
        assert.equal(isProven(proof, { ...own, leaf: turned(own.leaf, bit) }), false, 'another leaf')
        assert.equal(isProven(proof, own, { ...head, root: turned(head.root, bit) }), false, 'another root')
        if (other !== index) assert.equal(isProven(proof, { ...own, index: other }), false, 'another place')
      },
    ),
    { numRuns: 150 },
  )
})

test('every consistency proof is the one of RFC 6962, and none that was touched holds', () => {
  fc.assert(
    fc.property(twoSizes, fc.nat(), fc.nat(), ([m, n], at, bit) => {
      const entries = entriesOf(n)
      const first = { size: m, root: mth(entries.slice(0, m)) }
      const second = { size: n, root: mth(entries) }
      const proof = hashesOf(consistencyPath(m, n), entries)
      assert.deepEqual(proof, subproof(m, entries, true))
      assert.ok(verifyConsistency(first, second, proof))
      const touched = at % Math.max(1, proof.length)
      if (proof.length > 0) {
        const changed = proof.with(touched, turned(proof[touched] as Hash, bit))
        assert.equal(verifyConsistency(first, second, changed), false, 'a turned bit')
        assert.equal(verifyConsistency(first, second, proof.toSpliced(touched, 1)), false, 'a hash less')
      }
      assert.equal(verifyConsistency(first, second, [...proof, first.root]), false, 'a hash more')
      assert.equal(
        verifyConsistency({ ...first, root: turned(first.root, bit) }, second, proof),
        false,
        'another past',
      )
      assert.equal(
        verifyConsistency(first, { ...second, root: turned(second.root, bit) }, proof),
        false,
        'another present',
      )
      if (m < n) assert.equal(verifyConsistency(second, first, proof), false, 'backwards')
    }),
    { numRuns: 150 },
  )
})
