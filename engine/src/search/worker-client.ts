import { startThread } from '../thread/start-thread.ts'
import type {
  IndexedValue,
  SearchIndex,
  SearchReply,
  SearchRequest,
  SuggestRequest,
  Suggested,
} from './index-door.ts'

export type SearchCall = keyof SearchIndex | 'clear'

/** The index's door from another thread: the same calls, answered in order. */
export interface SearchClient {
  add(values: readonly IndexedValue[]): Promise<void>
  removeEntity(entity: number): Promise<void>
  replace(change: {
    readonly entities: readonly number[]
    readonly values: readonly IndexedValue[]
  }): Promise<void>
  settle(): Promise<void>
  search(request: SearchRequest): Promise<SearchReply>
  suggest(request: SuggestRequest): Promise<readonly Suggested[]>
  sameValue(request: SuggestRequest): Promise<readonly number[]>
  size(): Promise<{ readonly values: number; readonly entities: number }>
  /** An empty index again, as after a fault. */
  clear(): Promise<void>
  close(): Promise<void>
}

// Of what reading names leaves behind: with 4 an import took 6 µs more of a processor a record (122, so 115), with 32 no less than this.
const youngMegabytes = 16

/** Starts the thread; when it ends, an empty one takes its place and `onFault` hears of it. */
export function startSearchWorker({ onFault }: { readonly onFault: (fault: Error) => void }): SearchClient {
  const module = new URL('./worker.ts', import.meta.url)
  const { call, close } = startThread<SearchCall>({
    module,
    name: 'search index',
    onFault,
    young: youngMegabytes,
  })
  return {
    add: (values) => call('add', values),
    removeEntity: (entity) => call('removeEntity', entity),
    replace: (change) => call('replace', change),
    settle: () => call('settle'),
    search: (request) => call('search', request),
    suggest: (request) => call('suggest', request),
    sameValue: (request) => call('sameValue', request),
    size: () => call('size'),
    clear: () => call('clear'),
    close,
  }
}
