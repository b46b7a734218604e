import { parentPort, workerData } from 'node:worker_threads'

import { firstRecords } from './first-records.ts'
import type { FileToRead } from './read-file.ts'

// Not awaited by the module, for the reason told in `read-thread.ts`.
void firstRecords(workerData as FileToRead).then((first) => parentPort?.postMessage(first))
