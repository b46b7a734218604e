import type { Static, TSchema } from 'typebox'

import { paths } from './paths.ts'
import type { Method, RouteName } from './paths.ts'

interface Shapes {
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** Absent: 204 without a body, or bytes for `transfer: 'download'`. */
  readonly reply?: TSchema
  /** `upload`: multipart/form-data. `download`: a file. `redirect`: 303. `events`: server-sent events, without an end. */
  readonly transfer?: 'upload' | 'download' | 'redirect' | 'events'
  /** One line for the OpenAPI document. */
  readonly summary: string
}

export interface Route<S extends Shapes = Shapes> {
  readonly name: RouteName
  readonly method: Method
  readonly path: string
  readonly shapes: S
}

export function route<const S extends Shapes>(name: RouteName, shapes: S): Route<S> {
  const [method, path] = paths[name]
  return { name, method, path, shapes }
}

type StaticOf<T> = T extends TSchema ? Static<T> : undefined

/** What a handler of a route receives, after strict validation. */
export interface Input<S extends Shapes> {
  readonly params: StaticOf<S['params']>
  readonly query: StaticOf<S['query']>
  readonly body: StaticOf<S['body']>
}

export type Reply<S extends Shapes> = S['reply'] extends TSchema ? Static<S['reply']> : undefined
