export { compareRecords } from './evidence/compare-records.ts'
export type { EvidenceModel, KnownValues } from './evidence/compare-records.ts'
export type { FieldKind } from './evidence/kind.ts'
export { tellBand, tellLevel } from './evidence/tell-evidence.ts'
export type { Evidence } from './evidence/weigh.ts'
export { bandOf, bandStarts, compareNames, scoreNames } from './names/compare/compare.ts'
export type { Band, Comparison } from './names/compare/compare.ts'
export { guessKind } from './names/compare/guess-kind.ts'
export type { Reason as NameReason, ReasonCode as NameReasonCode } from './names/compare/reason.ts'
export { tellReason } from './names/compare/tell-reason.ts'
export { readName } from './names/name.ts'
export type { NameKind, NamePart, NameRole, ReadName } from './names/name.ts'
export type { NameHit, NameQuery, NameRecord } from './names/index/door.ts'
export { segmentBuilder } from './names/index/build-segment.ts'
export type { SegmentBuilder } from './names/index/build-segment.ts'
export { SnapshotFault } from './names/index/layout.ts'
export { createNameIndex } from './names/index/name-index.ts'
export type { NameIndex } from './names/index/name-index.ts'
export { startSearchPool } from './names/index/search-pool.ts'
export type { PoolQuery, SearchPool } from './names/index/search-pool.ts'
export { isSnapshot, readSnapshot, writeSnapshot } from './names/index/snapshot.ts'
export { soundKey } from './name/sound-key.ts'
export { foldText, nameTokens } from './name/tokens.ts'
export type {
  Hit,
  IndexedValue,
  Reason,
  SearchIndex,
  SearchReply,
  SearchRequest,
  SuggestRequest,
  Suggested,
} from './search/index-door.ts'
export { createSearchIndex } from './search/search-index.ts'
export { startSearchWorker } from './search/worker-client.ts'
export type { SearchClient } from './search/worker-client.ts'
export { dayNumber } from './graph/day.ts'
export type { GraphIndex, GraphRow } from './graph/graph-door.ts'
export { createGraphIndex } from './graph/graph-index.ts'
export { startGraphWorker } from './graph/worker-client.ts'
export type { GraphClient } from './graph/worker-client.ts'
