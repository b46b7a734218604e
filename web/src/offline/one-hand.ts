/** Tabs of one browser: one at a time has the device open, and what is written is written by one at a time. */
export interface OneHand {
  /** Gives the way to let go; undefined: another tab has it. `lost`: another tab has taken it over. */
  take(lost: () => void, over?: boolean): Promise<(() => void) | undefined>
  alone<T>(act: () => Promise<T>): Promise<T>
}

/** Where there is one page alone, as in a test. */
export const onlyHand: OneHand = {
  take: async () => () => undefined,
  alone: (act) => act(),
}

const opened = 'shield-offline-open'
const turn = 'shield-offline-turn'

/** By the locks of the browser: they end with the page, also with one that was killed. A browser without them has one hand. */
export function browserHand(locks: LockManager | undefined = navigator.locks): OneHand {
  if (!locks) return onlyHand
  return {
    take: (lost, over = false) =>
      new Promise((resolve) => {
        const isGranted = (lock: Lock | null): Promise<void> | undefined => {
          if (lock) return new Promise<void>((release) => resolve(release))
          resolve(undefined)
          return undefined
        }
        locks.request(opened, over ? { steal: true } : { ifAvailable: true }, isGranted).catch(lost)
      }),
    alone: (act) => locks.request(turn, act) as ReturnType<typeof act>,
  }
}
