export { tryHoldSource } from './hold-source.ts'
export { undoRecords } from './undo-batch.ts'
export { createBatchWriter, createPreparedWriter } from './write-records.ts'
export type { RoundCounts } from './write-round.ts'
