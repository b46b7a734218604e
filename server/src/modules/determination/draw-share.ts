import { createHash } from 'node:crypto'

/** Order of a draw: whoever has the seed gets the same. Nothing of an item but its id comes into it. */
export function drawOrder(ids: readonly string[], seed: string): readonly string[] {
  return ids
    .map((id) => ({ id, place: createHash('sha256').update(`${seed}|${id}`).digest('hex') }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ id }) => id)
}

/** The part of them in per cent, one at least where there are any. */
export function drawShare(ids: readonly string[], seed: string, percent: number): readonly string[] {
  return drawOrder(ids, seed).slice(0, Math.ceil((ids.length * percent) / 100))
}
