import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'

/** Of the visible markings, those the policy lets leave, with or without a second person; the same kind of bitmap. */
export async function mayLeave(ctx: Context, secondPerson: boolean): Promise<Buffer> {
  const bits = Buffer.from(ctx.visible)
  for (const { id, block } of await ctx.node.markings.all(ctx.tx))
    if (!mayDo(ctx, 'content.export', block, secondPerson).allow) clear(bits, id)
  return bits
}

/** Of a bitmap only these. */
export function among(bits: Buffer, markings: readonly number[]): Buffer {
  const wanted = new Set(markings)
  const kept = Buffer.from(bits)
  for (let id = 0; id < kept.length * 8; id += 1) if (!wanted.has(id)) clear(kept, id)
  return kept
}

function clear(bits: Buffer, marking: number): void {
  bits[marking >> 3] = (bits[marking >> 3] ?? 0) & ~(1 << (marking & 7))
}

export function isSet(bits: Uint8Array, marking: number): boolean {
  return (((bits[marking >> 3] ?? 0) >> (marking & 7)) & 1) === 1
}
