import type { Json, KindName, LinkKindName, PropertyName, Tlp, When } from '@shield/core'

/** One entity as it leaves: only the statements the release allows. */
export interface ExportEntity {
  /** UUID of the entity in this node. */
  readonly id: string
  readonly kind: KindName
  readonly values: readonly {
    readonly property: PropertyName
    readonly value: string
    readonly norm: string
  }[]
  readonly tlp: Tlp
  /** The source's own body, when it may leave whole; written as it came where the format is the same. */
  readonly body?: Json
}

export interface ExportLink {
  readonly id: string
  readonly kind: LinkKindName
  /** Ids of exported entities. */
  readonly from: string
  readonly to: string
  readonly tlp: Tlp
  readonly starts?: When
  readonly ends?: When
  readonly amount?: string
  readonly currency?: string
  readonly detail?: string
  readonly body?: Json
}

export type ExportItems = AsyncIterable<ExportEntity | ExportLink>

/** What a writer answers when it is done. */
export interface Written {
  readonly entities: number
  readonly links: number
  /** Ids of links left out because an end was not among the entities, and of what can't be without something that is not. */
  readonly leftOut: readonly string[]
}

export function isLink(item: ExportEntity | ExportLink): item is ExportLink {
  return 'from' in item
}

/**
 * Puts links behind the entities they need: a link passes once both ends have passed, the rest waits for the end.
 * Answers the links whose ends never came.
 */
export async function* closed(
  items: ExportItems,
): AsyncGenerator<ExportEntity | ExportLink, readonly ExportLink[]> {
  const passed = new Set<string>()
  const waiting: ExportLink[] = []
  const ready = (link: ExportLink): boolean => passed.has(link.from) && passed.has(link.to)
  for await (const item of items) {
    if (!isLink(item)) passed.add(item.id)
    else if (!ready(item)) {
      waiting.push(item)
      continue
    }
    yield item
  }
  yield* waiting.filter(ready)
  return waiting.filter((link) => !ready(link))
}

/** Joins small texts into chunks of about 64 KiB. */
export async function* inChunks<Result>(
  texts: AsyncGenerator<string, Result>,
): AsyncGenerator<Uint8Array, Result> {
  let pieces: string[] = []
  let length = 0
  for (;;) {
    const next = await texts.next()
    if (next.done) {
      if (length > 0) yield Buffer.from(pieces.join(''))
      return next.value
    }
    pieces.push(next.value)
    length += next.value.length
    if (length < 65_536) continue
    yield Buffer.from(pieces.join(''))
    pieces = []
    length = 0
  }
}
