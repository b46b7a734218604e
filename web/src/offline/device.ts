import type { PackContents } from '../api/wire.ts'
import { nodeTime, seenAt, setByNode, wasSetBack } from './clock.ts'
import type { DeviceState, Draft, Opened, Talks, Token, Unlocked } from './device-state.ts'
import { isOver, waitOf } from './guess.ts'
import type { Rules } from './guess.ts'
import { withDeeds } from './heard.ts'
import { draftId, openAll, putHeld, putWaiting, shownOf, talksId } from './held.ts'
import type { Held } from './held.ts'
import { keyOf, newKeyParts } from './key.ts'
import { dropGone, keepGone, lockedState, newLock, readLock, readTokens, tokensUntil } from './lock-record.ts'
import type { Lock } from './lock-record.ts'
import { onlyHand } from './one-hand.ts'
import type { OneHand } from './one-hand.ts'
import { dated, idOf } from './outbox.ts'
import type { Done, Waiting } from './outbox.ts'
import { openRecord, sealRecord } from './seal.ts'
import type { Shelf } from './shelf.ts'

interface Kept {
  readonly secret: string
  readonly training: boolean
  /** Packs whose people are in this one too: they go, what was being answered stays. */
  readonly instead?: readonly string[]
}

const checkId = 'check'

/** A device that carries people. `now`: its own clock, in ms, which is not believed. */
export class Device {
  #shelf: Shelf | undefined
  #key: CryptoKey | undefined
  #lock: Lock | undefined
  #state: DeviceState = { at: 'starting' }
  readonly #openShelf: () => Promise<Shelf>
  readonly #now: () => number
  readonly #listeners = new Set<() => void>()
  #turn: Promise<unknown> = Promise.resolve()

  readonly #hand: OneHand
  #letGo: () => void = () => undefined

  constructor(openShelf: () => Promise<Shelf>, now: () => number = Date.now, hand = onlyHand) {
    this.#openShelf = openShelf
    this.#now = now
    this.#hand = hand
  }

  state = (): DeviceState => this.#state

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Looks at what lies here; an open device stays open. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.at === 'open' || this.#state.at === 'wiped') return
      this.#lock = await this.#readLock()
      await this.#dropExpired()
      await this.#showLocked()
    })
  }

  /** Makes the lock where there is none. Throws where there is one: that is opened, not replaced. */
  setUp(passphrase: string, rules: Rules, now: string): Promise<void> {
    return this.#inTurn(async () => {
      if (await this.#readLock()) throw new Error('the device has a lock')
      await this.#takeUp(true)
      const key = await newKeyParts()
      const opened = await keyOf(passphrase, key)
      const check = await sealRecord(opened, checkId, checkId)
      await this.#keepLock(newLock({ key, check, clock: setByNode(now, this.#now()), rules }))
      this.#key = opened
      this.#show({ at: 'open', ...shownOf([], []), rules, isTraining: false })
    })
  }

  /** Opens what lies here. A wrong passphrase is counted before it is tried: pulling the plug saves no guess. */
  unlock(passphrase: string, { over = false }: { readonly over?: boolean } = {}): Promise<Unlocked> {
    return this.#inTurn(async () => {
      const lock = (this.#lock = await this.#readLock())
      if (!lock) return 'nothing'
      if (wasSetBack(lock.clock, this.#now())) return 'set-back'
      if (waitOf(lock.guesses, lock.rules, this.#now()) > 0) return 'wait'
      if (!(await this.#takeUp(over))) return 'elsewhere'
      const guesses = { wrong: lock.guesses.wrong + 1, at: this.#now() }
      await this.#keepLock({ ...lock, guesses })
      const key = await keyOf(passphrase, lock.key)
      const isRight = await openRecord(key, lock.check).then(
        () => true,
        () => false,
      )
      if (!isRight) {
        if (isOver(guesses, lock.rules)) {
          await this.#empty({ at: 'wiped', because: 'guesses' })
          return 'wiped'
        }
        this.#letGo()
        await this.#showLocked()
        return 'wrong'
      }
      this.#key = key
      await this.#keepLock({ ...lock, guesses: { wrong: 0, at: 0 }, clock: seenAt(lock.clock, this.#now()) })
      await this.#dropExpired()
      await this.#showOpen()
      return 'open'
    })
  }

  /** Forgets the key, at once. What was being answered is kept sealed already. */
  lock(): Promise<void> {
    if (this.#key === undefined) return Promise.resolve()
    this.#key = undefined
    this.#letGo()
    this.#show({ at: 'starting' })
    return this.#inTurn(() => this.#showLocked())
  }

  keepPack(pack: PackContents, { secret, training, instead = [] }: Kept): Promise<void> {
    return this.#inTurn(async () => {
      const lock = (await this.#readLock()) ?? this.#opened()
      await this.#put(pack.id, { kind: 'pack', pack })
      const token = { id: pack.id, secret, expiresAt: pack.expiresAt }
      await this.#keepLock({
        ...lock,
        isTraining: training,
        rules: pack.rules,
        clock: setByNode(pack.now, this.#now()),
        tokens: [...lock.tokens, token],
      })
      await this.#dropPacks(instead, [])
      await this.#showOpen()
    })
  }

  /** What stands there now takes the place of what was taken along. */
  renewPack(pack: PackContents): Promise<void> {
    return this.#inTurn(async () => {
      const lock = (await this.#readLock()) ?? this.#opened()
      await this.#put(pack.id, { kind: 'pack', pack })
      await this.#keepLock({
        ...lock,
        rules: pack.rules,
        clock: setByNode(pack.now, this.#now()),
        tokens: tokensUntil(lock, pack),
      })
      await this.#showOpen()
    })
  }

  /** Puts a pack away: its people go, what waits to be sent stays. Where nothing is left the lock goes as well. */
  dropPack(id: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#lock) await this.#dropPacks([id])
      const waits = (await this.#drawers()).all('outbox')
      if (this.#lock?.tokens.length === 0 && (await waits).length === 0) await this.#empty({ at: 'empty' })
      else await this.#showOpen()
    })
  }

  /** Writes down what was done; told as done only when it is on the disk. */
  addAct({ deed, ...of }: Pick<Waiting, 'by' | 'code' | 'deed'>): Promise<void> {
    return this.#inTurn(async () => {
      this.#opened()
      const order = this.#shown().waiting.reduce((last, one) => Math.max(last, one.order), 0) + 1
      // The act counts by the node's clock, as far as this device can tell it.
      const at = new Date(this.time()).toISOString()
      const waiting: Waiting = { ...of, id: idOf(deed), order, at, deed: dated(deed, at) }
      await this.#keepWaiting(waiting)
      this.#change(({ waiting: before }) => ({ waiting: [...before, waiting] }))
    })
  }

  keepWaiting(waiting: Waiting): Promise<void> {
    return this.#inTurn(async () => {
      await this.#keepWaiting(waiting)
      this.#change(({ waiting: before }) => ({
        waiting: before.map((one) => (one.id === waiting.id ? waiting : one)),
      }))
    })
  }

  /** The node has them: only now they leave the outbox. What differed is kept until somebody has looked. */
  settle(outcomes: readonly Done[]): Promise<void> {
    return this.#inTurn(async () => {
      const differing = outcomes.filter(({ conflicts }) => conflicts.length > 0)
      for (const done of differing) await this.#put(done.id, { kind: 'done', done })
      const ids = outcomes.map(({ id }) => id)
      const { packs, waiting: before } = this.#shown()
      const gone = before.filter(({ id }) => ids.includes(id))
      // What the node has stays in what is carried until the node is asked anew: nothing told is asked again.
      const carried = packs.map((pack) => withDeeds(pack, gone))
      for (const [at, pack] of carried.entries())
        if (pack !== packs[at]) await this.#put(pack.id, { kind: 'pack', pack })
      await (await this.#drawers()).drop('outbox', ids)
      this.#change(({ waiting, done }) => ({
        packs: carried,
        waiting: waiting.filter(({ id }) => !ids.includes(id)),
        done: [...done, ...differing],
      }))
    })
  }

  /** An act that the node refused and that may not be kept goes, unsent. */
  leaveOut(id: string): Promise<void> {
    return this.#inTurn(async () => {
      await (await this.#drawers()).drop('outbox', [id])
      this.#change(({ waiting }) => ({ waiting: waiting.filter((one) => one.id !== id) }))
    })
  }

  forgetDone(ids: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      await (await this.#drawers()).drop('held', ids)
      this.#change(({ done }) => ({ done: done.filter(({ id }) => !ids.includes(id)) }))
    })
  }

  keepDraft(draft: Draft | undefined): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#key === undefined || this.#state.at !== 'open') return
      if (draft) await this.#put(draftId, { kind: 'draft', draft })
      else await (await this.#drawers()).drop('held', [draftId])
      this.#change(() => ({ draft }))
    })
  }

  /** What stands on the screen of an interview and is no answer yet; sealed as it is typed. */
  keepTalks(to: (talks: Talks) => Talks): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#key === undefined || this.#state.at !== 'open') return
      const talks = to(this.#state.talks)
      await this.#put(talksId, { kind: 'talks', talks })
      this.#change(() => ({ talks }))
    })
  }

  /** The node's time as far as this device can tell it; ms. */
  time(): number {
    return this.#lock ? nodeTime(this.#lock.clock, this.#now()) : this.#now()
  }

  /** Time has passed: what may no longer be carried goes, and a clock that was set back locks. */
  tick(): Promise<void> {
    return this.#inTurn(async () => {
      // Read anew: another tab may have changed it.
      const lock = (this.#lock = await this.#readLock())
      if (!lock) return this.#showLocked()
      if (wasSetBack(lock.clock, this.#now())) {
        this.#key = undefined
        return this.#showLocked()
      }
      await this.#keepLock({ ...lock, clock: seenAt(lock.clock, this.#now()) })
      if (await this.#dropExpired()) await (this.#state.at === 'open' ? this.#showOpen() : this.#showLocked())
    })
  }

  /** The node told the time and until when a pack may be carried. */
  hearTime(token: Token, now: string, expiresAt: string): Promise<void> {
    return this.#inTurn(async () => {
      const lock = await this.#readLock()
      if (!lock) return
      const tokens = tokensUntil(lock, { id: token.id, expiresAt })
      await this.#keepLock({ ...lock, tokens, clock: setByNode(now, this.#now()) })
      if (this.#state.at === 'locked') await this.#showLocked()
    })
  }

  async tokens(): ReturnType<typeof readTokens> {
    return readTokens(await this.#drawers())
  }

  /** The node knows that these are gone. */
  told(ids: readonly string[]): Promise<void> {
    return this.#inTurn(async () => dropGone(await this.#drawers(), ids))
  }

  /** Everything goes but what tells the node so. */
  wipe(because: 'ordered' | 'guesses'): Promise<void> {
    return this.#inTurn(async () => {
      await this.#empty({ at: 'wiped', because })
    })
  }

  async #empty(state: DeviceState): Promise<void> {
    const { here, gone } = await this.tokens()
    this.#key = undefined
    this.#letGo()
    this.#lock = undefined
    this.#show(state)
    const shelf = await this.#drawers()
    await shelf.destroy()
    this.#shelf = undefined
    await keepGone(await this.#drawers(), [...gone, ...here])
  }

  /** Gives whether anything went. */
  async #dropExpired(): Promise<boolean> {
    const lock = this.#lock
    if (!lock) return false
    const time = nodeTime(lock.clock, this.#now())
    const over = lock.tokens.filter(({ expiresAt }) => Date.parse(expiresAt) <= time)
    await this.#dropPacks(over.map(({ id }) => id))
    return over.length > 0
  }

  async #dropPacks(ids: readonly string[], beside: readonly string[] = [draftId, talksId]): Promise<void> {
    const lock = this.#lock
    if (!lock || ids.length === 0) return
    const { gone } = await this.tokens()
    await (await this.#drawers()).drop('held', [...ids, ...beside])
    await keepGone(await this.#drawers(), [...gone, ...lock.tokens.filter(({ id }) => ids.includes(id))])
    await this.#keepLock({ ...lock, tokens: lock.tokens.filter(({ id }) => !ids.includes(id)) })
  }

  async #showLocked(): Promise<void> {
    const lock = (this.#lock = await this.#readLock())
    if (!lock) return this.#show({ at: 'empty' })
    const waiting = await (await this.#drawers()).all('outbox')
    this.#show(lockedState(lock, waiting.length, this.#now()))
  }

  async #showOpen(): Promise<void> {
    const { rules, isTraining } = this.#opened()
    const shown = await openAll(await this.#drawers(), this.#openKey())
    // Locked meanwhile: what was just opened is shown to nobody.
    if (this.#key === undefined) return
    this.#show({
      at: 'open',
      ...shown,
      rules,
      isTraining,
    })
  }

  async #keepWaiting(waiting: Waiting): Promise<void> {
    await putWaiting(await this.#drawers(), this.#openKey(), waiting)
  }

  async #put(id: string, held: Held): Promise<void> {
    await putHeld(await this.#drawers(), this.#openKey(), { id, held })
  }

  #openKey(): CryptoKey {
    if (this.#key === undefined) throw new Error('the device is locked')
    return this.#key
  }

  #opened(): Lock {
    if (!this.#lock || this.#key === undefined) throw new Error('the device is locked')
    return this.#lock
  }

  async #readLock(): Promise<Lock | undefined> {
    return readLock(await this.#drawers())
  }

  async #keepLock(lock: Lock): Promise<void> {
    await (await this.#drawers()).put('lock', [lock])
    this.#lock = lock
  }

  async #drawers(): Promise<Shelf> {
    return (this.#shelf ??= await this.#openShelf())
  }

  #shown(): Opened {
    if (this.#state.at !== 'open') throw new Error('the device is locked')
    return this.#state
  }

  /** Changes what is shown; a device that was locked meanwhile shows nothing. */
  #change(to: (state: Opened) => Partial<Opened>): void {
    if (this.#state.at === 'open') this.#show({ ...this.#state, ...to(this.#state) })
  }

  /** Has the device in this page; false: another one has it. Who takes over locks the other. */
  async #takeUp(over: boolean): Promise<boolean> {
    this.#letGo()
    const letGo = await this.#hand.take(() => void this.lock(), over)
    if (letGo) this.#letGo = letGo
    return letGo !== undefined
  }

  /** One after the other, in this page and in others: what is read here is still so when it is written. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const alone = (): Promise<T> => this.#hand.alone(act)
    const turn = this.#turn.then(alone, alone)
    this.#turn = turn
    return turn
  }

  #show(state: DeviceState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
