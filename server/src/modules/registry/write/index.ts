export { undoRecords } from './undo-batch.ts'
export { createBatchWriter } from './write-records.ts'
export type { BatchWriter } from './write-records.ts'
export type { RoundCounts } from './write-round.ts'
