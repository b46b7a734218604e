import type { Readable } from 'node:stream'

import { paths } from '@shield/contract'
import type { Input, Reply, Route } from '@shield/contract'

import type { Context, Visit } from './context.ts'
import { actions } from './policy/index.ts'
import type { Action } from './policy/index.ts'

/** A file that came in by multipart, already on this node's disk and counted. */
export interface Upload {
  readonly fields: Readonly<Record<string, string>>
  readonly file: {
    readonly path: string
    readonly name: string
    readonly bytes: number
    readonly sha256: Buffer
  }
}

export interface Download {
  readonly fileName: string
  readonly contentType: string
  readonly body: Readable
}

/** What an act of somebody not signed in may know of the browser, and do to it. */
export interface Visitor extends Visit {
  /** Where it comes from, to count by while it is answered; never kept. */
  readonly address: string
  /** The session this browser holds: signing in anew ends it. */
  readonly held: string | undefined
  /** Puts the session's cookie; undefined takes it away. */
  setSession(token: string | undefined): void
  /** What ties a sign-in at a provider to the browser that began it. */
  readonly browser: string | undefined
  setBrowser(secret: string | undefined): void
}

type Shapes<R> = R extends Route<infer S> ? S : never
type Transfer<R> = Shapes<R> extends { readonly transfer: infer T } ? T : undefined
type Taken<R> =
  Transfer<R> extends 'upload' ? Omit<Input<Shapes<R>>, 'body'> & { body: Upload } : Input<Shapes<R>>
type Given<R> =
  Transfer<R> extends 'download'
    ? Download
    : Transfer<R> extends 'events'
      ? { readonly body: Readable }
      : Transfer<R> extends 'redirect'
        ? { readonly location: string }
        : Reply<Shapes<R>>

/** A route with what it asks of the policy and what it does. There is no third way to put a route on the air. */
export interface Served {
  readonly route: Route
  readonly needs: Action | 'signed-out'
  /** Of a POST that makes something: the answer anew, for today's eyes, when it is sent twice with one Idempotency-Key. */
  readonly again: ((ctx: Context, made: string) => Promise<unknown>) | undefined
  readonly handle: (ctx: Context & Visitor, input: never) => Promise<unknown>
}

interface ServeOptions<R> {
  readonly again?: (ctx: Context, made: string) => Promise<Given<R>>
}

/** A route for the signed-in. `needs` is checked for the node as a whole; use cases check each marking they touch. */
export function serve<R extends Route>(
  route: R,
  needs: Action,
  handle: (ctx: Context & Visitor, input: Taken<R>) => Promise<Given<R>>,
  options: ServeOptions<R> = {},
): Served {
  return { route, needs, handle: handle as Served['handle'], again: options.again }
}

/** A route for whoever comes: signing in, and what the sign-in page shows. */
export function serveSignedOut<R extends Route>(
  route: R,
  handle: (visitor: Visitor, input: Taken<R>) => Promise<Given<R>>,
): Served {
  return { route, needs: 'signed-out', handle: handle as Served['handle'], again: undefined }
}

/** Ways to sign in, and complaints without a name. */
function isForWhoeverComes(path: string): boolean {
  return path.startsWith('/sign-in') || path.startsWith('/complaints/anonymous')
}

/**
 * The routes of the contract, each served once and each asking the policy for something; only what is for whoever comes asks nothing.
 * Throws an Error that names every route which is missing, doubled or open.
 */
export function complete(all: readonly Served[]): readonly Served[] {
  const faults: string[] = []
  for (const [name, [, path]] of Object.entries(paths)) {
    const found = all.filter((one) => one.route.name === name)
    if (found.length !== 1) faults.push(`${name} is served ${found.length} times`)
    for (const { needs } of found)
      if (needs === 'signed-out' ? !isForWhoeverComes(path) : !actions.includes(needs))
        faults.push(`${name} asks the policy for nothing it knows`)
  }
  if (faults.length > 0) throw new Error(`the routes are not complete: ${faults.join('; ')}`)
  return all
}
