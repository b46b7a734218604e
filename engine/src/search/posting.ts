/** A list of numbers that grows by doubling: a thousand times smaller than an array of objects, and quick to walk. */
export interface Postings {
  items: Uint32Array
  length: number
}

export function push(postings: Postings, item: number): void {
  if (postings.length === postings.items.length) {
    const larger = new Uint32Array(Math.max(2, postings.items.length * 2))
    larger.set(postings.items)
    postings.items = larger
  }
  postings.items[postings.length] = item
  postings.length += 1
}

/** A word list: text → number, and for each number where it stands. */
export interface Dictionary {
  readonly numbers: Map<string, number>
  readonly texts: string[]
  readonly postings: Postings[]
}

export function newDictionary(): Dictionary {
  return { numbers: new Map(), texts: [], postings: [] }
}

const none = new Uint32Array(0)

/** Notes that a text stands at `item`; tells whether the text is new. */
export function note(
  dictionary: Dictionary,
  text: string,
  item: number,
): { readonly number: number; readonly isNew: boolean } {
  const found = dictionary.numbers.get(text)
  const number = found ?? dictionary.texts.length
  if (found === undefined) {
    dictionary.numbers.set(text, number)
    dictionary.texts.push(text)
    dictionary.postings.push({ items: none, length: 0 })
  }
  push(dictionary.postings[number] as Postings, item)
  return { number, isNew: found === undefined }
}
