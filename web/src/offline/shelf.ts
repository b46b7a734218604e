/** What the device keeps of one record: ciphertext and what is needed to open it. Its name is random and says nothing. */
export interface Sealed {
  readonly id: string
  readonly iv: Uint8Array<ArrayBuffer>
  readonly body: ArrayBuffer
}

/** `held`: what was taken along. `outbox`: acts that the node has not got yet. `lock`: how it opens, and nothing of anybody. */
export const drawers = ['held', 'outbox', 'lock'] as const
export type Drawer = (typeof drawers)[number]

/** A place to keep records. In the browser IndexedDB; in a test a Map. */
export interface Shelf {
  all<T>(drawer: Drawer): Promise<readonly T[]>
  put<T extends { readonly id: string }>(drawer: Drawer, records: readonly T[]): Promise<void>
  drop(drawer: Drawer, ids: readonly string[]): Promise<void>
  /** Nothing is left, the database itself is gone. */
  destroy(): Promise<void>
}

const name = 'shield-offline'

/**
 * Each step makes the drawers of the version before into its own, in one transaction; a record is never dropped by one.
 * A version of the app that is older than the drawers refuses to open them, rather than to write what the newer can't read.
 */
const steps: readonly ((database: IDBDatabase) => void)[] = [
  (database) => {
    for (const drawer of drawers) database.createObjectStore(drawer, { keyPath: 'id' })
  },
]

/**
 * Opens the drawers of this browser, made new where there are none. `taken`: another tab wipes them or brings them to a
 * newer version, and this one has let go. Throws where the browser lends no storage.
 */
export async function openShelf(taken: () => void, factory: IDBFactory = indexedDB): Promise<Shelf> {
  const database = await opened(factory)
  database.addEventListener('versionchange', () => {
    database.close()
    taken()
  })
  const within = (drawer: Drawer, act: (store: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      // Strict: an act that is told as written down survives that the tablet loses its power.
      const transaction = database.transaction(drawer, 'readwrite', { durability: 'strict' })
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not written')))
      act(transaction.objectStore(drawer))
    })
  return {
    all: <T>(drawer: Drawer) => asked<T[]>(database.transaction(drawer).objectStore(drawer).getAll()),
    put: (drawer, records) =>
      within(drawer, (store) => {
        for (const record of records) store.put(record)
      }),
    drop: (drawer, ids) =>
      within(drawer, (store) => {
        for (const id of ids) store.delete(id)
      }),
    destroy: async () => {
      database.close()
      await asked(factory.deleteDatabase(name))
    },
  }
}

function opened(factory: IDBFactory): Promise<IDBDatabase> {
  const asking = factory.open(name, steps.length)
  asking.addEventListener('upgradeneeded', ({ oldVersion }) => {
    for (const step of steps.slice(oldVersion)) step(asking.result)
  })
  return asked(asking)
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('not read')))
  })
}
