import { startThread } from '../thread/start-thread.ts'
import type { GraphIndex } from './graph-door.ts'
import type { Among } from './worker.ts'

export type GraphCall = keyof GraphIndex | 'clear' | 'communitiesAmong'

type Promised<T> = {
  readonly [K in keyof T]: T[K] extends (...given: infer G) => infer R ? (...given: G) => Promise<R> : never
}

/** The graph's door from another thread: the same calls, answered in order. */
export interface GraphClient extends Promised<GraphIndex> {
  communitiesAmong(among: Among): ReturnType<Promised<GraphIndex>['communities']>
  /** An empty graph again, as after a fault. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** Starts the thread; when it ends, an empty one takes its place and `onFault` hears of it. */
export function startGraphWorker({ onFault }: { readonly onFault: (fault: Error) => void }): GraphClient {
  const module = new URL('./worker.ts', import.meta.url)
  const { call, close } = startThread<GraphCall>({ module, name: 'graph', onFault })
  return {
    addNodes: (page) => call('addNodes', page),
    addLinks: (page) => call('addLinks', page),
    finish: () => call('finish'),
    replace: (rows) => call('replace', rows),
    expand: (request) => call('expand', request),
    paths: (request) => call('paths', request),
    components: (viewer) => call('components', viewer),
    pageRank: (request) => call('pageRank', request),
    communities: (request) => call('communities', request),
    communitiesAmong: (among) => call('communitiesAmong', among),
    size: () => call('size'),
    clear: () => call('clear'),
    close,
  }
}
