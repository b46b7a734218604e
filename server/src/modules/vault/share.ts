import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

import { combine, split } from 'shamir-secret-sharing'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Value } from 'typebox/value'

import { keyBytes } from './cipher.ts'
import { CustodyFault } from './custody.ts'
import type { NumberedKey } from './ring.ts'
import { Secret } from './secret.ts'

/** Three holders together open the vault, two know nothing of its key; two of five may be lost. */
export const shareRule = { of: 5, needed: 3 } as const
const what = 'shield-vault-share'

/** What one holder keeps, as a file that can be printed. */
const Share = Type.Object(
  {
    what: Type.Literal(what),
    node: Type.String({ minLength: 1, maxLength: 100 }),
    /** Of the key it is a share of: a rotation makes it worthless. */
    generation: Type.Integer({ minimum: 1 }),
    /** Shares of one making fit together, others don't. */
    set: Type.String({ minLength: 8, maxLength: 32 }),
    number: Type.Integer({ minimum: 1, maximum: shareRule.of }),
    of: Type.Literal(shareRule.of),
    needed: Type.Literal(shareRule.needed),
    share: Type.String({ minLength: 40, maxLength: 60, description: 'base64' }),
    /** Of all the above: a letter that was copied wrongly is found before anything is tried. */
    check: Type.String({ minLength: 16, maxLength: 16 }),
  },
  { additionalProperties: false },
)
export type Share = Static<typeof Share>

/** Splits the key of a generation. */
export async function makeShares(node: string, { number, key }: NumberedKey): Promise<readonly Share[]> {
  const parts = await split(new Uint8Array(key.bytes), shareRule.of, shareRule.needed)
  const set = randomBytes(6).toString('hex')
  return parts.map((part, index) => {
    const bare = {
      what,
      ...{ node, generation: number, set, number: index + 1, ...shareRule },
      share: Buffer.from(part).toString('base64'),
    } satisfies Omit<Share, 'check'>
    part.fill(0)
    return { ...bare, check: checkOf(bare) }
  })
}

/** The key that three shares give. Throws CustodyFault with what is wrong with them. */
export async function joinShares(node: string, shares: readonly Share[]): Promise<NumberedKey> {
  const [first] = shares
  const numbers = new Set(shares.map((one) => one.number))
  if (!first || numbers.size < shareRule.needed)
    throw new CustodyFault(
      `${shareRule.needed} different shares are needed, ${numbers.size === 1 ? '1 was' : `${numbers.size} were`} given`,
    )
  const other = shares.find((one) => one.node !== node)
  if (other) throw new CustodyFault(`a share is of the vault of ${other.node}, this is ${node}`)
  if (shares.some((one) => one.set !== first.set))
    throw new CustodyFault(
      'the shares were made at different times: take those of one set, it is written in each',
    )
  const parts = [...new Map(shares.map((one) => [one.number, one])).values()].map(
    (one) => new Uint8Array(Buffer.from(one.share, 'base64')),
  )
  const joined = await combine(parts).catch(() => {
    throw new CustodyFault('the shares do not fit together')
  })
  for (const part of parts) part.fill(0)
  if (joined.length !== keyBytes) throw new CustodyFault('the shares do not fit together')
  return { number: first.generation, key: new Secret(Buffer.from(joined.buffer)) }
}

/** A share as it was written. Throws CustodyFault where it is none, or was changed. */
export function readShare(text: string): Share {
  let share: unknown
  try {
    share = JSON.parse(text)
  } catch {
    throw new CustodyFault('is no share of a vault')
  }
  if (!Value.Check(Share, share)) throw new CustodyFault('is no share of a vault')
  const { check, ...bare } = share
  if (!timingSafeEqual(Buffer.from(check), Buffer.from(checkOf(bare))))
    throw new CustodyFault('was changed or copied wrongly: its check does not fit')
  return share
}

export const shareText = (share: Share): string => `${JSON.stringify(share, undefined, 1)}\n`

function checkOf(share: Omit<Share, 'check'>): string {
  const { node, generation, set, number, of, needed } = share
  const all = [node, generation, set, number, of, needed, share.share].join('|')
  return createHash('sha256').update(all).digest('hex').slice(0, 16)
}
