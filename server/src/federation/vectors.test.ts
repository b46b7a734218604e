import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import type { Json } from '@shield/core'

import {
  auditOrigin,
  emptyEdge,
  grow,
  leafHash,
  openCheckpoint,
  rootOf,
  verifyConsistency,
} from '#audit/index.ts'
import { cosignedAt } from './cosignature.ts'
import { findKey, keyOfJwk, readKeyLog } from './key-log.ts'
import type { KeyEvent } from './key-log.ts'

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../contract/vectors/${name}`, import.meta.url), 'utf8')) as T

interface KeyLogVectors {
  readonly node: string
  readonly identity: Json
  readonly logs: readonly {
    readonly name: string
    readonly opens: boolean
    readonly events: readonly string[]
    readonly head: string
    readonly content?: readonly KeyEvent[]
  }[]
  readonly keys: readonly { readonly kid: string; readonly at: string; readonly isGood: boolean }[]
}

test('key-log.json: logs a partner has to take and to refuse, and what each key is good for at a time', () => {
  const { node, identity, logs, keys } = read<KeyLogVectors>('key-log.json')
  const key = keyOfJwk(identity)
  assert.ok(logs.length >= 5 && keys.length >= 6)
  for (const { name, opens, content, ...log } of logs) {
    if (!opens) assert.throws(() => readKeyLog(node, key, log), Error, name)
    else assert.deepEqual(readKeyLog(node, key, log), content, name)
  }
  const events = readKeyLog(node, key, logs[0] ?? assert.fail('no log'))
  for (const { kid, at, isGood } of keys)
    assert.equal(findKey(events, { use: ['envelope'], kid, at: new Date(at) }) !== undefined, isGood, at)
})

interface WitnessVectors {
  readonly log: { readonly node: string; readonly key: Json }
  readonly witness: { readonly node: string; readonly key: Json }
  readonly checkpoint: { readonly note: string; readonly size: number; readonly root: string }
  readonly cosignatures: readonly {
    readonly name: string
    readonly isRight: boolean
    readonly line: string
    readonly at?: string
  }[]
  readonly tree: {
    readonly leaves: readonly string[]
    readonly roots: Readonly<Record<string, string>>
    readonly consistency: { readonly from: number; readonly to: number; readonly proof: readonly string[] }
  }
}

test('witness.json: a checkpoint, its cosignatures, and the tree of RFC 6962 it is of', () => {
  const { log, witness, checkpoint, cosignatures, tree } = read<WitnessVectors>('witness.json')
  const head = openCheckpoint(checkpoint.note, { origin: auditOrigin(log.node), key: keyOfJwk(log.key) })
  assert.deepEqual([head.size, head.root.toString('hex')], [checkpoint.size, checkpoint.root])
  for (const { name, isRight, line, at } of cosignatures) {
    const found = cosignedAt(checkpoint.note, line, { node: witness.node, key: keyOfJwk(witness.key) })
    assert.equal(found?.toISOString(), isRight ? at : undefined, name)
  }
  const leaves = tree.leaves.map((leaf) => leafHash(Buffer.from(leaf, 'hex')))
  for (const [size, root] of Object.entries(tree.roots))
    assert.equal(rootOf(grow(emptyEdge, leaves.slice(0, Number(size))).edge).toString('hex'), root)
  const { from, to, proof } = tree.consistency
  const headOf = (size: number) => ({ size, root: Buffer.from(tree.roots[size] ?? '', 'hex') })
  const hashes = proof.map((hash) => Buffer.from(hash, 'hex'))
  assert.ok(verifyConsistency(headOf(from), headOf(to), hashes))
  assert.ok(!verifyConsistency(headOf(from), headOf(to), [Buffer.alloc(32)]))
})
