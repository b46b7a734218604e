import { parentPort } from 'node:worker_threads'

import { rebuildSegment } from './rebuild-segment.ts'
import { openSegment } from './segment.ts'

/** Builds one segment of those that come, and ends. */
parentPort?.once('message', (images: readonly SharedArrayBuffer[]) => {
  parentPort?.postMessage(rebuildSegment(images.map((image) => openSegment(image))))
})
