/** Whether partners' urgent messages are coming in: a recall of thousands has the processors before what merely follows. */
export interface Urgency {
  /** An urgent envelope with a right signature is here. */
  note(): void
  /** What follows changes rests. */
  isOn(): boolean
}

/** A pause of this length ends it: two envelopes of one recall lie closer together. */
const quietMs = 500
/** Nothing rests longer, however much comes: search forgets within a minute what was taken back. */
const longestMs = 15_000

export function createUrgency(clock: () => number = () => performance.now()): Urgency {
  let began = -Infinity
  let last = -Infinity
  return {
    note: () => {
      const now = clock()
      if (now - last >= quietMs) began = now
      last = now
    },
    isOn: () => {
      const now = clock()
      return now - last < quietMs && now - began < longestMs
    },
  }
}
