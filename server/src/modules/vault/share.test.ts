import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { CustodyFault } from './custody.ts'
import { Secret } from './secret.ts'
import { joinShares, makeShares, readShare, shareRule, shareText } from './share.ts'

const key = (): Secret => Secret.random(32)

test('any three of the five give the key, whichever and in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: shareRule.needed }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      async (chosen, bytes) => {
        const shares = await makeShares('th', { number: 4, key: new Secret(Buffer.from(bytes)) })
        assert.equal(shares.length, shareRule.of)
        const read = shares.map((share) => readShare(shareText(share)))
        const joined = await joinShares(
          'th',
          chosen.flatMap((index) => read[index] ?? []),
        )
        assert.equal(joined.number, 4)
        assert.deepEqual(joined.key.bytes, Buffer.from(bytes))
      },
    ),
    { numRuns: 30 },
  )
})

test('two shares, one share three times, shares of two makings or of another node are refused in words', async () => {
  const [first, second, third] = await makeShares('th', { number: 1, key: key() })
  const other = await makeShares('th', { number: 1, key: key() })
  const abroad = await makeShares('ph', { number: 1, key: key() })
  assert.ok(first && second && third && other[2] && abroad[2])
  for (const [shares, why] of [
    [[first, second], /3 different shares are needed, 2 were given/],
    [[first, first, first], /3 different shares are needed, 1 was given/],
    [[first, second, other[2]], /made at different times/],
    [[first, second, abroad[2]], /of the vault of ph, this is th/],
  ] as const)
    await assert.rejects(joinShares('th', shares), (error: unknown) => {
      assert.ok(error instanceof CustodyFault)
      assert.match(error.message, why)
      return true
    })
})

test('no letter of a share can be changed unnoticed', async () => {
  const [share] = await makeShares('th', { number: 1, key: key() })
  assert.ok(share)
  const text = shareText(share)
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'b', '7', '"', ' '), (at, letter) => {
      const changed = text.slice(0, at) + letter + text.slice(at + 1)
      // White space between the fields says nothing.
      fc.pre(JSON.stringify(parsed(changed)) !== JSON.stringify(parsed(text)))
      assert.throws(() => readShare(changed), CustodyFault)
    }),
  )
  for (const broken of ['', '{}', 'null', '[1]', text.slice(0, -9)])
    assert.throws(() => readShare(broken), /no share of a vault/)
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

test('neither a share alone nor the text of a secret tells the key', async () => {
  const secret = key()
  const shares = await makeShares('th', { number: 1, key: secret })
  for (const share of shares)
    for (const form of ['hex', 'base64'] as const)
      assert.ok(!shareText(share).includes(secret.bytes.toString(form).slice(0, 20)))
  assert.equal(`${secret} ${JSON.stringify({ secret })}`, '[secret] {"secret":"[secret]"}')
})
