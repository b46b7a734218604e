import { parentPort } from 'node:worker_threads'

import { readName } from '../name.ts'
import type { NameHit } from './door.ts'
import type { FromThread, PoolQuery, ToThread } from './search-pool.ts'
import { searchSegments, withScratch } from './search-segments.ts'
import type { OpenSegment } from './search-segments.ts'
import { openSegment } from './segment.ts'

let open: readonly OpenSegment[] = []
let visible = new Uint8Array(0)

/** Messages come one after the other, so a batch is answered from one set of segments whole. */
parentPort?.on('message', (message: ToThread) => {
  if ('images' in message) {
    open = message.images.map((image) => withScratch(openSegment(image)))
    visible = new Uint8Array(message.visible)
  } else answer(message)
})

function answer({ id, queries, top }: Extract<ToThread, { readonly id: number }>): void {
  const tell = (reply: FromThread): void => parentPort?.postMessage(reply)
  try {
    tell({ id, hits: queries.map((query) => hitsOf(query, top)) })
  } catch (error) {
    tell({ id, fault: error instanceof Error ? error.message : 'unknown' })
  }
}

function hitsOf({ text, kind, birthDate }: PoolQuery, top: number): readonly NameHit[] {
  return searchSegments(open, { name: readName(text, kind), birthDate, visible, top })
}
