import assert from 'node:assert/strict'
import { test } from 'node:test'

import { nothing } from '../features/consent/giving.ts'
import { emptyDraft } from '../features/interview/drafts.ts'
import type { HalfForm, Talk } from './device-state.ts'
import { Device } from './device.ts'
import { keyOf } from './key.ts'
import { readLock } from './lock-record.ts'
import type { OneHand } from './one-hand.ts'
import { sealRecord } from './seal.ts'
import { actOf, begin, carrying, codeOf, packOf, passphrase, secret } from './testing.ts'

const hourMs = 3_600_000

const opened = (device: Device) => {
  const state = device.state()
  return state.at === 'open' ? state : assert.fail(`the device is ${state.at}`)
}
const locked = (device: Device) => {
  const state = device.state()
  return state.at === 'locked' ? state : assert.fail(`the device is ${state.at}`)
}

/** Every byte that lies on the disk, as text. */
function legible(shelf: Awaited<ReturnType<typeof carrying>>['shelf']): string {
  const texts: string[] = []
  const walk = (value: unknown): void => {
    if (value instanceof ArrayBuffer) texts.push(Buffer.from(value).toString('latin1'))
    else if (ArrayBuffer.isView(value)) texts.push(Buffer.from(value.buffer).toString('latin1'))
    else if (value instanceof Map) for (const one of value.values()) walk(one)
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) walk(one)
    else texts.push(String(value))
  }
  walk(shelf.kept)
  return texts.join('\n')
}

test('what is carried lies sealed: no code, no place, no name, no answer, in no drawer', async () => {
  const { device, shelf } = await carrying()
  const name = 'ခင်မေဇင်'
  await device.addAct(
    actOf(codeOf(3), {
      triage: { danger: 'here' },
      identity: { names: [{ text: name, kind: 'given' }], citizenships: [], documents: [], phones: [] },
    }),
  )
  await device.keepDraft({ board: 'board', code: codeOf(4), answers: { age: 'child' }, withCodes: [] })
  const text = legible(shelf)
  for (const word of [
    'Planted',
    name,
    Buffer.from(name).toString('latin1'),
    codeOf(1),
    codeOf(3),
    codeOf(4),
    'danger',
    'child',
  ])
    assert.ok(!text.includes(word), `${word} lies open`)
  assert.ok(text.includes(packOf().id), 'the drawers were looked through')
  const { deed } = opened(device).waiting[0] ?? assert.fail('nothing waits')
  assert.equal(deed.kind === 'arrival' ? deed.act.identity?.names[0]?.text : undefined, name)
})

test('the page loaded anew is locked, opens with the passphrase, and has everything that was written down', async () => {
  const { device, anew } = await carrying()
  await device.addAct(actOf(codeOf(3)))
  await device.keepDraft({
    board: 'board',
    code: codeOf(4),
    answers: { age: 'child' },
    withCodes: [codeOf(1)],
  })
  const next = anew()
  await next.look()
  assert.equal(locked(next).waiting, 1)
  assert.ok(!JSON.stringify(next.state()).includes('Planted'))
  assert.equal(await next.unlock(passphrase), 'open')
  assert.deepEqual(opened(next).draft?.withCodes, [codeOf(1)])
  assert.equal(opened(next).packs[0]?.people.length, 2)
  await next.lock()
  assert.ok(!JSON.stringify(locked(next)).includes('Planted'))
})

test('wrong passphrases: three are free, each further waits twice as long, the fifth takes everything', async () => {
  const { device, shelf, set, anew } = await carrying()
  await device.lock()
  for (let at = 0; at < 3; at += 1) assert.equal(await device.unlock('wrong'), 'wrong')
  assert.equal(await device.unlock(passphrase), 'wait', 'the right one waits as well')
  assert.equal(await anew().unlock(passphrase), 'wait', 'loading the page anew saves no wait')
  set(begin + 5000)
  assert.equal(await device.unlock('wrong'), 'wrong')
  set(begin + 14_000)
  assert.equal(await device.unlock('wrong'), 'wait')
  set(begin + 15_000)
  assert.equal(await device.unlock('wrong'), 'wiped')
  assert.deepEqual(device.state(), { at: 'wiped', because: 'guesses' })
  assert.equal(shelf.kept.get('held')?.size ?? 0, 0)
  const { here, gone } = await device.tokens()
  assert.deepEqual([here.length, gone.length], [0, 1], 'the node can be told')
  assert.equal(await anew().unlock(passphrase), 'nothing')
})

test('the right passphrase forgives the wrong ones', async () => {
  const { device } = await carrying()
  await device.lock()
  for (let at = 0; at < 2; at += 1) await device.unlock('wrong')
  assert.equal(await device.unlock(passphrase), 'open')
  await device.lock()
  for (let at = 0; at < 3; at += 1) assert.equal(await device.unlock('wrong'), 'wrong')
})

test('when the time is over the people are gone and the outbox is not', async () => {
  const { device, shelf, set, anew } = await carrying()
  await device.addAct(actOf(codeOf(3)))
  set(begin + 73 * hourMs)
  await device.tick()
  assert.deepEqual([opened(device).packs.length, opened(device).waiting.length], [0, 1])
  assert.equal(shelf.kept.get('held')?.size, 0)
  const next = anew()
  await next.look()
  assert.deepEqual([locked(next).isExpired, locked(next).waiting], [true, 1])
  assert.equal(await next.unlock(passphrase), 'open')
  assert.equal((await next.tokens()).gone.length, 1)
})

test('a device that was off over the end drops the people before it asks for the passphrase', async () => {
  const { shelf, set, anew } = await carrying()
  set(begin + 100 * hourMs)
  const next = anew()
  await next.look()
  assert.equal(shelf.kept.get('held')?.size, 0)
  assert.equal(locked(next).isExpired, true)
})

test('a clock that is set back opens nothing, wins no time, and is set right by the node', async () => {
  const { device, set, anew } = await carrying()
  set(begin + 10 * hourMs)
  await device.tick()
  set(begin + hourMs)
  await device.tick()
  assert.equal(locked(device).isSetBack, true)
  assert.equal(await anew().unlock(passphrase), 'set-back')
  assert.equal(device.time(), begin + 10 * hourMs, 'time that has passed stays passed')
  const [token] = (await device.tokens()).here
  assert.ok(token)
  const later = new Date(begin + 11 * hourMs).toISOString()
  await device.hearTime(token, later, token.expiresAt)
  assert.equal(await device.unlock(passphrase), 'open')
  // By its own clock the device is nine hours early: the end comes by the node's.
  set(begin + 63 * hourMs)
  await device.tick()
  assert.equal(opened(device).packs.length, 0)
})

test('acts count by the time of the node, whatever the device thinks it is', async () => {
  const { device, set } = await carrying(packOf({ now: new Date(begin - 2 * hourMs).toISOString() }))
  set(begin + hourMs)
  await device.addAct(actOf(codeOf(3)))
  assert.equal(opened(device).waiting[0]?.at, new Date(begin - hourMs).toISOString())
})

test('a record that was changed or put in the place of another does not open', async () => {
  const { device, shelf, anew } = await carrying()
  await device.addAct(actOf(codeOf(3)))
  await device.addAct(actOf(codeOf(4)))
  const outbox = shelf.kept.get('outbox') ?? new Map<string, unknown>()
  const [first, second] = [...outbox.values()] as { readonly id: string }[]
  await shelf.put('outbox', [{ ...second, id: first?.id ?? '' }])
  await assert.rejects(anew().unlock(passphrase))
})

test('putting the last pack away with nothing to send leaves the device empty', async () => {
  const { device, shelf } = await carrying()
  await device.dropPack(packOf().id)
  assert.equal(device.state().at, 'empty')
  assert.deepEqual([...(shelf.kept.get('lock')?.keys() ?? [])], ['gone'])
})

test('what is typed in an interview lies sealed and is there again, at the place where it was typed', async () => {
  const { device, anew, shelf } = await carrying()
  const words = 'ကျွန်မရဲ့ ပတ်စပို့'
  const drafts: Talk['drafts'] = { CD01: { ...emptyDraft, words } }
  await device.keepTalks(() => ({ open: 'talk-1', of: { 'talk-1': { place: { at: 'CD01' }, drafts } } }))
  assert.ok(!legible(shelf).includes(Buffer.from(words).toString('latin1')))
  const next = anew()
  await next.unlock(passphrase)
  const { open, of } = opened(next).talks
  assert.deepEqual(
    [open, of['talk-1']?.place, of['talk-1']?.drafts['CD01']?.words],
    ['talk-1', { at: 'CD01' }, words],
  )
})

test('a half-filled agreement lies sealed and is there again, under the id that its act will carry', async () => {
  const { device, anew, shelf } = await carrying()
  const words = 'ကျွန်မ သဘောတူတယ်'
  const form: HalfForm = {
    ...{ at: 'consent', code: codeOf(3), id: 'agreement-1', purpose: 'interview' },
    value: { ...nothing, until: '90', words },
  }
  await device.keepTalks(({ of }) => ({ of, form }))
  assert.ok(!legible(shelf).includes(Buffer.from(words).toString('latin1')))
  const next = anew()
  await next.unlock(passphrase)
  assert.deepEqual(opened(next).talks.form, JSON.parse(JSON.stringify(form)))
})

test('another pack in the place of one keeps what is being answered; a pack that is over takes it along', async () => {
  const { device, set } = await carrying()
  await device.keepTalks(() => ({ of: { 'talk-1': { place: {}, drafts: {} } } }))
  const more = packOf({ id: '019b7615-6c00-7000-8000-000000000002', kind: 'interview' })
  await device.keepPack(more, { secret, training: true, instead: [packOf().id] })
  assert.deepEqual(
    opened(device).packs.map(({ id }) => id),
    [more.id],
  )
  assert.equal(Object.keys(opened(device).talks.of).length, 1)
  assert.equal((await device.tokens()).gone.length, 1, 'the node is told that the first is gone')
  set(begin + 73 * hourMs)
  await device.tick()
  assert.deepEqual(opened(device).talks, { of: {} })
})

test('an outbox of the version before is read by this one, act for act', async () => {
  const { device, shelf, anew } = await carrying()
  const { deed } = actOf(codeOf(3), { triage: { health: 'now' } })
  const earlier = {
    id: deed.act.id,
    order: 1,
    by: 'worker',
    board: 'board',
    site: 'Planted bridge',
    act: deed.act,
  }
  const lock = await readLock(shelf)
  const key = await keyOf(passphrase, lock?.key ?? assert.fail('no lock'))
  await shelf.put('outbox', [await sealRecord(key, earlier.id, earlier)])
  await device.lock()
  const next = anew()
  await next.unlock(passphrase)
  const [waiting] = opened(next).waiting
  assert.deepEqual([waiting?.code, waiting?.at, waiting?.deed], [codeOf(3), deed.act.at, deed])
})

/** Two pages of one browser. */
function twoHands(): readonly [OneHand, OneHand] {
  let holder: (() => void) | undefined
  const hand = (): OneHand => ({
    take: async (lost, over = false) => {
      if (holder && !over) return undefined
      holder?.()
      holder = lost
      return () => {
        if (holder === lost) holder = undefined
      }
    },
    alone: (act) => act(),
  })
  return [hand(), hand()]
}

test('two tabs: one has it open, the other says so, or takes over and the first locks', async () => {
  const { shelf } = await carrying()
  const [first, second] = twoHands().map(
    (hand) =>
      new Device(
        async () => shelf,
        () => begin,
        hand,
      ),
  )
  if (!first || !second) assert.fail('two pages')
  assert.equal(await first.unlock(passphrase), 'open')
  await second.look()
  assert.equal(await second.unlock(passphrase), 'elsewhere')
  assert.equal(locked(second).guesses.wrong, 0, 'that is no wrong passphrase')
  assert.equal(await second.unlock(passphrase, { over: true }), 'open')
  await first.look()
  assert.equal(locked(first).at, 'locked')
  await first.lock()
  await second.lock()
  assert.equal(await first.unlock(passphrase), 'open', 'a tab that has locked holds nobody up')
})
