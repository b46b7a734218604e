import { existsSync, readFileSync } from 'node:fs'

import { readName } from '../name.ts'
import type { NameKind } from '../name.ts'
import { compareNames } from './compare.ts'
import type { Comparison } from './compare.ts'

/** Two names as they are written, compared. */
export function compared(left: string, right: string, kind: NameKind = 'person'): Comparison {
  return compareNames(readName(left, kind), readName(right, kind))
}

const shared = new URL('../../../../../shared/data/names/', import.meta.url)

/** Options of a test on the labelled names that lie beside the project, not in it. */
export function withNames(path: string): { readonly skip: string | false } {
  return { skip: !existsSync(new URL(path, shared)) && `no ../shared/data/names/${path}` }
}

export function namesFile(path: string): string {
  return readFileSync(new URL(path, shared), 'utf8')
}

/** The same numbers at every run (Numerical Recipes' generator). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
