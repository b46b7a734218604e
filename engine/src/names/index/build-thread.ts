import { parentPort } from 'node:worker_threads'

import type { FromBuilder, ToBuilder } from './build-pool.ts'
import { listWords, segmentBuilder } from './build-segment.ts'
import { transferable } from './join-buildings.ts'

const builder = segmentBuilder(listWords())

/** Reads blocks of names, and hands over what has grown when no more come. */
parentPort?.on('message', (message: ToBuilder) => {
  if (message === 'finish') {
    const grown = builder.handOver()
    // The sounds of parts as names meet by them are in the hashes.
    grown.building.heard.length = 0
    parentPort?.postMessage(grown satisfies FromBuilder, transferable(grown))
    parentPort?.close()
    return
  }
  message.texts.forEach((text, at) =>
    builder.add({
      entity: message.entities[at] ?? 0,
      text,
      kind: message.kinds[at] ?? 'person',
      birthDate: message.birthDates[at],
      marking: message.markings[at] ?? 0,
      label: message.labels[at] ?? '',
      tag: message.tags[at] ?? 0,
    }),
  )
  parentPort?.postMessage('read' satisfies FromBuilder)
})
