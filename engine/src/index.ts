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
