/** Who may see a node, in one number: a single marking as it is, several as the number of their list with the top bit set. */
export interface Audiences {
  readonly lists: (readonly number[])[]
  readonly numbers: Map<string, number>
}

const isList = 0x8000_0000

export function newAudiences(): Audiences {
  return { lists: [], numbers: new Map() }
}

export function audienceOf(audiences: Audiences, markings: readonly number[]): number {
  const [only] = markings
  if (markings.length === 1 && only !== undefined) return only
  const key = markings.join(',')
  const known = audiences.numbers.get(key)
  if (known !== undefined) return known
  const code = (isList | audiences.lists.length) >>> 0
  audiences.lists.push([...markings])
  audiences.numbers.set(key, code)
  return code
}

export function isInAudience(audiences: Audiences, code: number, visible: Uint8Array): boolean {
  if (code < isList) return (((visible[code >>> 3] ?? 0) >>> (code & 7)) & 1) === 1
  const list = audiences.lists[code - isList] ?? []
  return list.some((marking) => (((visible[marking >>> 3] ?? 0) >>> (marking & 7)) & 1) === 1)
}
