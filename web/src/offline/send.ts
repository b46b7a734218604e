import { problemOf } from '../api/problem.ts'
import type { ShownProblem } from '../api/problem.ts'
import type {
  ArrivalAct,
  ArrivalOutcome,
  BeginInterview,
  GiveConsent,
  InterviewAct,
  InterviewOutcome,
  PackContents,
  RefuseConsent,
  Session,
} from '../api/wire.ts'
import type { Device } from './device.ts'
import type { Token } from './device-state.ts'
import { nextBatch } from './outbox.ts'
import type { Done, Waiting } from './outbox.ts'

/** What of the node a device needs. */
export interface NodeDoor {
  session(): Promise<Session>
  add(board: string, acts: readonly ArrivalAct[]): Promise<readonly ArrivalOutcome[]>
  agree(code: string, given: GiveConsent): Promise<unknown>
  refuse(code: string, refusal: RefuseConsent): Promise<unknown>
  begin(code: string, begin: BeginInterview): Promise<unknown>
  tell(interview: string, acts: readonly InterviewAct[]): Promise<readonly InterviewOutcome[]>
  renew(pack: string): Promise<PackContents>
  contact(
    token: Token,
    wiped: boolean,
  ): Promise<{ readonly order: 'keep' | 'wipe'; readonly now: string; readonly expiresAt: string }>
}

/** Why nothing more goes now. All of it stays in the outbox. */
export type Stopped = 'no-network' | 'signed-out' | 'somebody-else' | 'purpose' | 'away' | 'refused'

export interface Sent {
  readonly sent: number
  readonly stopped?: Stopped
  readonly problem?: ShownProblem
}

/** Sends what waits, act after act in their order; tells after each request how many went. */
export async function sendWaiting(
  device: Device,
  node: NodeDoor,
  went: (sent: number) => void = () => undefined,
): Promise<Sent> {
  let sent = 0
  let most = 50
  try {
    const stopped = await whoSends(device, node)
    if (stopped) return { sent, stopped }
    for (;;) {
      const batch = nextBatch(waitingOf(device), most)
      const [first] = batch
      if (!first) return { sent }
      try {
        await device.settle(await carryOut(node, first, batch))
        sent += batch.length
        went(sent)
      } catch (error) {
        const problem = problemOf(error)
        if (!isOfTheAct(problem, first)) return { sent, stopped: stoppedBy(problem), problem }
        // One of them is refused, and the node did none: each goes by itself, until the one is found.
        if (batch.length > 1) most = 1
        else {
          await device.keepWaiting(refusedBy(first, problem, new Date(device.time())))
          most = 50
        }
      }
    }
  } catch (error) {
    const problem = problemOf(error)
    return { sent, stopped: stoppedBy(problem), problem }
  }
}

/** One request: what is of one board or one interview, or a single act. */
async function carryOut(node: NodeDoor, first: Waiting, batch: readonly Waiting[]): Promise<readonly Done[]> {
  const { id, code, deed } = first
  if (deed.kind === 'arrival') {
    const acts = batch.flatMap((one) => (one.deed.kind === 'arrival' ? [one.deed.act] : []))
    const outcomes = await node.add(deed.board, acts)
    return outcomes.map((one) => ({ kind: 'arrival', id: one.id, code: one.code, conflicts: one.conflicts }))
  }
  if (deed.kind === 'told') {
    const acts = batch.flatMap((one) => (one.deed.kind === 'told' ? [one.deed.act] : []))
    const outcomes = await node.tell(deed.interview, acts)
    return outcomes.map((one) => ({
      ...{ kind: 'told', id: one.id, code },
      conflicts: one.outcome === 'conflict' ? questionsOf(acts, one.id) : [],
    }))
  }
  if (deed.kind === 'agreed') await node.agree(code, deed.given)
  else if (deed.kind === 'refused') await node.refuse(code, deed.refusal)
  else await node.begin(code, deed.begin)
  return [{ kind: 'told', id, code, conflicts: [] }]
}

function questionsOf(acts: readonly InterviewAct[], id: string): readonly string[] {
  const act = acts.find((one) => one.id === id)?.act
  return act?.kind === 'answer' ? [act.indicator] : []
}

/** Acts go under the name of who did them, and of nobody else. */
async function whoSends(device: Device, node: NodeDoor): Promise<Stopped | undefined> {
  const session = await node.session()
  const state = device.state()
  if (state.at !== 'open') return 'refused'
  const holder = state.packs[0]?.holder.id ?? state.waiting[0]?.by
  if (holder !== undefined && holder !== session.person.id) return 'somebody-else'
  // Refused once for all of it, and not act by act.
  return session.can.includes('protection.work') ? undefined : 'refused'
}

function waitingOf(device: Device): readonly Waiting[] {
  const state = device.state()
  return state.at === 'open' ? state.waiting : []
}

/** The node understood the request and refuses what it says; anything else is of the line, the session or the hour. */
function isOfTheAct({ status, code }: ShownProblem, { deed }: Waiting): boolean {
  // Who may do this at all was asked before: an agreement that is missing or was taken back is of the one act.
  if (status === 403 && code === 'not-allowed' && deed.kind !== 'arrival') return true
  return (
    status !== undefined &&
    status >= 400 &&
    status < 500 &&
    ![401, 403, 408, 429].includes(status) &&
    code !== 'purpose-missing' &&
    code !== 'too-many'
  )
}

function stoppedBy({ status, code }: ShownProblem): Stopped {
  if (status === undefined) return 'no-network'
  if (status === 401) return 'signed-out'
  if (code === 'purpose-missing') return 'purpose'
  return status >= 500 || status === 429 || status === 408 ? 'away' : 'refused'
}

function refusedBy(waiting: Waiting, { title, detail, pointers }: ShownProblem, at: Date): Waiting {
  const words = [detail ?? title, ...pointers.map(({ hint }) => hint)].filter((one) => one !== undefined)
  return { ...waiting, refused: { words: words.join(' · '), at: at.toISOString() } }
}

/** Asks the node whether the device is to be wiped, and tells it what is no longer here. Silence of the node is no answer. */
export async function contactNode(device: Device, node: NodeDoor): Promise<'kept' | 'wiped' | 'no-answer'> {
  const { here, gone } = await device.tokens()
  let isHeard = false
  for (const token of gone) {
    const answer = await quietly(() => node.contact(token, true))
    // Also where the node does not know it: there is nothing more to tell.
    if (answer !== 'silence') await device.told([token.id])
  }
  for (const token of here) {
    const answer = await quietly(() => node.contact(token, false))
    if (answer === 'silence' || answer === undefined) continue
    isHeard = true
    if (answer.order === 'wipe') {
      // Who is there and signed in loses nothing: what waits goes first. A thief is neither.
      await sendWaiting(device, node)
      await device.wipe('ordered')
      await contactNode(device, node)
      return 'wiped'
    }
    await device.hearTime(token, answer.now, answer.expiresAt)
  }
  return isHeard ? 'kept' : 'no-answer'
}

/** The answer; undefined where the node refuses, `silence` where it does not answer. */
async function quietly<T>(ask: () => Promise<T>): Promise<T | undefined | 'silence'> {
  try {
    return await ask()
  } catch (error) {
    const { status } = problemOf(error)
    return status === undefined || status >= 500 || status === 429 ? 'silence' : undefined
  }
}

/** Brings what stands at the node now; a pack that is no longer the holder's goes. */
export async function renewPacks(device: Device, node: NodeDoor): Promise<void> {
  const state = device.state()
  if (state.at !== 'open') return
  for (const { id } of state.packs) {
    try {
      await device.renewPack(await node.renew(id))
    } catch (error) {
      const { status } = problemOf(error)
      if (status === 404 || status === 409) await device.dropPack(id)
    }
  }
}
