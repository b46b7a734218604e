import { api } from '../api/api.ts'
import { updateApp } from './app-version.ts'
import { Device } from './device.ts'
import { browserHand } from './one-hand.ts'
import { contactNode, renewPacks, sendWaiting } from './send.ts'
import type { NodeDoor, Sent } from './send.ts'
import { openShelf } from './shelf.ts'

/** The one device of this browser. Wiped in another tab, this page forgets what it has open by being loaded anew. */
export const device = new Device(() => openShelf(() => location.reload()), Date.now, browserHand())

export const node: NodeDoor = {
  session: () => api.sessionRead({}),
  add: async (id, acts) => (await api.arrivalAdd({ params: { id }, body: { acts } })).outcomes,
  agree: (code, given) => api.consentGive({ params: { code }, body: given }),
  refuse: (code, refusal) => api.consentRefuse({ params: { code }, body: refusal }),
  begin: (code, begin) => api.interviewBegin({ params: { code }, body: begin }),
  tell: async (id, acts) => (await api.interviewAct({ params: { id }, body: { acts: [...acts] } })).outcomes,
  renew: (id) => api.packRenew({ params: { id } }),
  contact: ({ id, secret }, wiped) => api.deviceContact({ body: { pack: id, secret, wiped } }),
}

export interface Line {
  readonly isSending: boolean
  /** Of this sending. */
  readonly sent: number
  readonly last: Sent | undefined
  /** When the node last answered; ms. */
  readonly heardAt: number | undefined
}

let line: Line = { isSending: false, sent: 0, last: undefined, heardAt: undefined }
const listeners = new Set<() => void>()

export const lineState = (): Line => line
export const onLine = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function setLine(change: Partial<Line>): void {
  line = { ...line, ...change }
  for (const listener of listeners) listener()
}

let sending: Promise<void> | undefined
let asksAgain = false

/** Asks the node, sends what waits, brings what stands there now. Asked while it goes on it goes once more. */
export function sendNow(): Promise<void> {
  if (sending) asksAgain = true
  sending ??= exchange().finally(() => {
    sending = undefined
    if (!asksAgain) return
    asksAgain = false
    void sendNow()
  })
  return sending
}

async function exchange(): Promise<void> {
  setLine({ isSending: true, sent: 0 })
  try {
    const heard = await contactNode(device, node)
    if (heard === 'kept') setLine({ heardAt: Date.now() })
    if (heard === 'wiped' || device.state().at !== 'open') return
    const last = await sendWaiting(device, node, (sent) => setLine({ sent }))
    setLine({ last, ...(last.stopped === 'no-network' ? {} : { heardAt: Date.now() }) })
    if (last.stopped === undefined) await renewPacks(device, node)
  } finally {
    setLine({ isSending: false })
  }
}

const tickMs = 5000

/** Watches over the device as long as the page lives: idle, out of sight, time, the node. */
function keepWatch(): void {
  let touchedAt = Date.now()
  let contactAt = 0
  let hiding: ReturnType<typeof setTimeout> | undefined
  for (const kind of ['pointerdown', 'keydown', 'input'] as const)
    addEventListener(kind, () => (touchedAt = Date.now()), { capture: true, passive: true })
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding)
    const state = device.state()
    if (document.visibilityState !== 'hidden' || state.at !== 'open') return
    if (state.rules.hiddenSeconds === 0) void device.lock()
    else hiding = setTimeout(() => void device.lock(), state.rules.hiddenSeconds * 1000)
  })
  addEventListener('online', () => void sendNow())
  setInterval(() => {
    const state = device.state()
    if (state.at !== 'open' && state.at !== 'locked') return
    void device.tick()
    if (state.at === 'open' && Date.now() - touchedAt > state.rules.idleSeconds * 1000) void device.lock()
    if (Date.now() - contactAt < state.rules.contactSeconds * 1000) return
    contactAt = Date.now()
    void sendNow()
    void updateApp()
  }, tickMs)
}

keepWatch()
void device.look().then(() => sendNow())
