import type { ReadingModel } from './model.ts'

/**
 * The Latin pieces that a character may stand for, as a tree of their letters: a spelling is followed letter by letter, and
 * pieces that begin otherwise are never looked at.
 */
export interface PieceTree {
  /** children[node × 26 + letter], nought where no piece goes on so; the root is node 0. */
  readonly children: Uint16Array
  /** What the piece that ends at each node costs, above the likeliest one of the character; `never` where none ends. */
  readonly costs: Uint16Array
}

const alphabet = 26
const never = 0xffff
const trees = new WeakMap<ReadingModel, Map<string, PieceTree>>()

/** The pieces of a character; undefined for one that the model does not know. Made once, some 5 KB each. */
export function piecesOf(model: ReadingModel, character: string): PieceTree | undefined {
  let known = trees.get(model)
  if (known === undefined) {
    known = new Map()
    trees.set(model, known)
  }
  const ids = model.byCharacter.get(character)
  if (ids === undefined) return undefined
  const found = known.get(character) ?? treeOf(model, ids)
  known.set(character, found)
  return found
}

function treeOf({ pieces, unigram }: ReadingModel, ids: Uint16Array): PieceTree {
  const spelt = Array.from(ids, (id) => ({ piece: pieces[id] ?? '', cost: unigram[id] ?? 0 })).filter(
    ({ piece }) => /^[a-z]*$/.test(piece),
  )
  const most = spelt.reduce((sum, { piece }) => sum + piece.length, 1)
  const children = new Uint16Array(most * alphabet)
  const costs = new Uint16Array(most).fill(never)
  const likeliest = ids.reduce((least, id) => Math.min(least, unigram[id] ?? 0), 255)
  let nodes = 1
  for (const { piece, cost } of spelt) {
    let node = 0
    for (let at = 0; at < piece.length; at += 1) {
      const place = node * alphabet + piece.charCodeAt(at) - 97
      node = children[place] || (children[place] = nodes++)
    }
    costs[node] = Math.min(costs[node] ?? never, cost - likeliest)
  }
  return { children: children.slice(0, nodes * alphabet), costs: costs.slice(0, nodes) }
}
