/** A list of whole numbers that grows by doubling: a build holds tens of millions of them. */
export interface Numbers {
  items: Uint32Array
  length: number
}

export function numbers(capacity = 1024): Numbers {
  return { items: new Uint32Array(capacity), length: 0 }
}

export function push(list: Numbers, item: number): void {
  if (list.length === list.items.length) {
    const larger = new Uint32Array(list.items.length * 2)
    larger.set(list.items)
    list.items = larger
  }
  list.items[list.length] = item
  list.length += 1
}

export function append(list: Numbers, items: Uint32Array): void {
  const length = list.length + items.length
  if (length > list.items.length) {
    const larger = new Uint32Array(Math.max(list.items.length * 2, length))
    larger.set(list.items)
    list.items = larger
  }
  list.items.set(items, list.length)
  list.length = length
}

/** Texts end to end in UTF-8: text n lies between `starts[n]` and `starts[n + 1]`. */
export interface TextPool {
  bytes: Uint8Array
  length: number
  readonly starts: Numbers
}

export function textPool(): TextPool {
  const pool = { bytes: new Uint8Array(4096), length: 0, starts: numbers() }
  push(pool.starts, 0)
  return pool
}

const encoder = new TextEncoder()

export function pushText(pool: TextPool, text: string): void {
  const most = pool.length + text.length * 3
  if (most > pool.bytes.length) {
    const larger = new Uint8Array(Math.max(pool.bytes.length * 2, most))
    larger.set(pool.bytes)
    pool.bytes = larger
  }
  pool.length += writeText(text, pool.bytes, pool.length)
  push(pool.starts, pool.length)
}

export function pushBytes(pool: TextPool, bytes: Uint8Array): void {
  appendBytes(pool, bytes)
  push(pool.starts, pool.length)
}

/** Without telling where a text ends. */
export function appendBytes(pool: TextPool, bytes: Uint8Array): void {
  const length = pool.length + bytes.length
  if (length > pool.bytes.length) {
    const larger = new Uint8Array(Math.max(pool.bytes.length * 2, length))
    larger.set(pool.bytes)
    pool.bytes = larger
  }
  pool.bytes.set(bytes, pool.length)
  pool.length = length
}

/** Most names are ASCII, and a loop over those is four times as fast as a call of the encoder. */
function writeText(text: string, into: Uint8Array, at: number): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= 0x80) return encoder.encodeInto(text, into.subarray(at)).written
    into[at + index] = code
  }
  return text.length
}

/** Lists in one array: list n lies between `starts[n]` and `starts[n + 1]` of `items`. */
export interface Lists {
  readonly starts: Uint32Array
  readonly items: Uint32Array
}

/** `keys[i]` is the list that `values[i]` goes into; the order within a list is that of arrival. */
export function gather(count: number, keys: Numbers, values: Numbers): Lists {
  const starts = new Uint32Array(count + 1)
  for (let at = 0; at < keys.length; at += 1) {
    const key = (keys.items[at] as number) + 1
    starts[key] = (starts[key] as number) + 1
  }
  for (let at = 0; at < count; at += 1) starts[at + 1] = (starts[at + 1] as number) + (starts[at] as number)
  const next = starts.slice()
  const items = new Uint32Array(values.length)
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys.items[at] as number
    const place = next[key] as number
    items[place] = values.items[at] as number
    next[key] = place + 1
  }
  return { starts, items }
}

/** Two to four entries a bucket; a bucket is chosen by the upper bits of the hash. */
export function bucketed(hashes: Numbers, entries: Numbers): Lists {
  const bits = bucketBits(hashes.length)
  for (let at = 0; at < hashes.length; at += 1)
    hashes.items[at] = (hashes.items[at] as number) >>> (32 - bits)
  return gather(2 ** bits, hashes, entries)
}

function bucketBits(entries: number): number {
  return Math.min(26, Math.max(4, Math.ceil(Math.log2(Math.max(1, entries / 4)))))
}
