import { parentPort, workerData } from 'node:worker_threads'

import { rebuild } from './rebuild.ts'
import type { RebuildOrder } from './rebuild.ts'

parentPort?.postMessage(rebuild(workerData as RebuildOrder))
