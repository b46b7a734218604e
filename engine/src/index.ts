export { bandOf, bandStarts, compareNames, scoreNames } from './names/compare/compare.ts'
export type { Band, Comparison } from './names/compare/compare.ts'
export type { Reason as NameReason, ReasonCode as NameReasonCode } from './names/compare/reason.ts'
export { tellReason } from './names/compare/tell-reason.ts'
export { readName } from './names/name.ts'
export type { NameKind, NamePart, NameRole, ReadName } from './names/name.ts'
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
export type {
  Communities,
  Expanded,
  GraphIndex,
  GraphLink,
  GraphRow,
  LinkPage,
  NodePage,
  PathRequest,
  Paths,
} from './graph/graph-door.ts'
export { createGraphIndex } from './graph/graph-index.ts'
export { startGraphWorker } from './graph/worker-client.ts'
export type { GraphClient } from './graph/worker-client.ts'
