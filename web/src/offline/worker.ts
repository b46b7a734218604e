/**
 * The service worker: the app itself, for when there is no network. It keeps files of the build, which hold nothing of
 * anybody, and never looks at an answer of the node: `/api/` goes past it. Built as one classic script by vite.config.ts,
 * which puts the version of the build and its files in.
 */
declare const files: readonly string[]
declare const version: string

interface Lasting extends Event {
  waitUntil(promise: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  readonly location: Location
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', act: (event: Lasting) => void): void
  addEventListener(type: 'fetch', act: (event: Fetching) => void): void
  addEventListener(type: 'message', act: (event: Lasting & { readonly data: unknown }) => void): void
}

// The types of a page and of a worker can't stand in one program: this is what is used of the worker's.
const worker = globalThis as unknown as Worker
const name = `shield-app-${version}`

/** All files or none: a version that is half there is not there, and the one before goes on. */
worker.addEventListener('install', (event) => {
  event.waitUntil(keepFiles())
})

async function keepFiles(): Promise<void> {
  const cache = await caches.open(name)
  const missing: string[] = []
  for (const file of files) if (!(await cache.match(file))) missing.push(file)
  // A few at a time: a shaky line begins anew where it broke off, not at the first file.
  for (let at = 0; at < missing.length; at += 8) await cache.addAll(missing.slice(at, at + 8))
}

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((one) => one.startsWith('shield-app-') && one !== name)
      await Promise.all(old.map((one) => caches.delete(one)))
      await worker.clients.claim()
    })(),
  )
})

/** A new version takes over only when the page says so: never under the hands of somebody who is writing. */
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting())
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== worker.location.origin) return
  if (/^\/(api|peer|health|ready)(\/|$)/.test(address.pathname)) return
  if (request.mode === 'navigate') event.respondWith(page(request, address))
  else event.respondWith(file(request, address))
})

/** The screen without a network is always of this version, so that its parts fit together; every other one is the node's. */
async function page(request: Request, { pathname }: URL): Promise<Response> {
  const kept = async (): Promise<Response> =>
    (await caches.match('/offline', { cacheName: name })) ?? fetch(request)
  if (pathname === '/offline') return kept()
  return fetch(request).catch(() => Response.redirect('/offline', 303))
}

/** Files of the build have their content in their name; what was not kept before is kept when it is first seen. */
async function file(request: Request, { pathname }: URL): Promise<Response> {
  const kept = await caches.match(pathname, { cacheName: name })
  if (kept) return kept
  // What is not kept and can't be had is away: the page goes on with the letters that the machine has.
  const answer = await fetch(request).catch(() => new Response(null, { status: 503 }))
  if (answer.ok && pathname.startsWith('/assets/'))
    await (await caches.open(name)).put(pathname, answer.clone())
  return answer
}

// Types are looked at as of a module; the build takes this line away.
export {}
