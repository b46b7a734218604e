/** How the app itself stands in this browser. `ready`: a newer version has come and waits to be loaded. */
export type AppState = 'none' | 'coming' | 'kept' | 'ready' | 'failed'

let state: AppState = 'none'
const listeners = new Set<() => void>()

export const appState = (): AppState => state
export const onAppState = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(next: AppState): void {
  state = next
  for (const listener of listeners) listener()
}

/** Keeps the app in this browser, so that it opens without a network. Only who takes people along has it kept. */
export async function keepApp(): Promise<void> {
  // While the app is being written there is no built worker.
  if (!import.meta.env.PROD) return
  if (!('serviceWorker' in navigator)) return show('failed')
  if (state === 'none') show('coming')
  try {
    const registration = await navigator.serviceWorker.register('/sw.js', {
      scope: '/',
      updateViaCache: 'none',
    })
    watch(registration)
    followTakeOver()
    await navigator.serviceWorker.ready
    show(registration.waiting ? 'ready' : 'kept')
    // What was written down must not be thrown away when the disk fills.
    await navigator.storage.persist()
  } catch {
    // A private window, or a browser that keeps nothing: said on the screen, the rest goes on.
    show('failed')
  }
}

let isFollowed = false

/** Another tab has loaded a newer version: parts of this one are gone, so a page that holds nothing open is loaded anew. */
function followTakeOver(): void {
  if (isFollowed) return
  isFollowed = true
  let had = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first one takes over from nobody.
    if (had && location.pathname === '/offline') location.reload()
    had = true
  })
}

function watch(registration: ServiceWorkerRegistration): void {
  registration.addEventListener('updatefound', () => {
    const { installing } = registration
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && navigator.serviceWorker.controller) show('ready')
    })
  })
}

/** Asks whether there is a newer version; it is brought whole and waits. */
export async function updateApp(): Promise<void> {
  if (state !== 'kept') return
  const registration = await navigator.serviceWorker.getRegistration('/')
  // Silence of the network is no fault: the version that is kept goes on.
  await registration?.update().catch(() => undefined)
}

/** Loads the newer version. What is carried stays sealed where it lies: the passphrase opens it again. */
export async function takeNewApp(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('/')
  if (!registration?.waiting) return
  registration.waiting.postMessage('take-over')
}
