import { randomBytes } from 'node:crypto'

import { isInFilter, makeFilter } from '../../server/src/modules/matching/filter.ts'
import {
  blindInput,
  evaluateBlinded,
  evaluateWhole,
  finalize,
  newKeyPair,
  prove,
  verifyProof,
} from '../../server/src/modules/matching/oprf.ts'
import { tokenInput } from '../../server/src/modules/matching/token.ts'
import type { Bench, Figure } from './figure.ts'
import { rounded } from './figure.ts'

const asked = 100
const rounds = 7
const domain = {
  agreement: '019b7615-6c00-7000-8000-0000000a0001',
  identifier: 'phone',
  epoch: '2026-11',
} as const

/** Processor time of this thread, in milliseconds: what else the machine does is not in it. */
function spent(act: () => void): number {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Private matching: what a hundred values cost both sides against a million tokens, and what the tokens cost their owner. */
export const askingBlind: Bench = {
  name: 'blind',
  summary: '100 identifiers asked blind against a million; making the tokens',
  run: ({ scale, tell }) => {
    const key = newKeyPair()
    const tokens = Math.round(1_000_000 * scale)
    tell(`a filter of ${tokens} tokens`)
    const outputs = Array.from({ length: tokens }, () => randomBytes(8))
    let filter: Buffer = Buffer.alloc(0)
    const sorting = spent(() => (filter = makeFilter(outputs, randomBytes(32))))
    const each = { ask: 0, owner: 0, open: 0 }
    for (let round = 0; round < rounds; round += 1) {
      const inputs = Array.from({ length: asked }, (_, at) =>
        tokenInput(domain, `+66${round}${at}${randomBytes(4).readUInt32BE()}`),
      )
      const blinded: ReturnType<typeof blindInput>[] = []
      each.ask += spent(() => blinded.push(...inputs.map((input) => blindInput(input, 'verifiable'))))
      const elements = blinded.map((one) => one.element)
      let evaluation = { publicKey: key.publicKey, blinded: elements, evaluated: [] as Uint8Array[] }
      let proof: Uint8Array = new Uint8Array()
      each.owner += spent(() => {
        evaluation = { ...evaluation, evaluated: evaluateBlinded(key.secret, elements) }
        proof = prove(key.secret, evaluation)
      })
      each.open += spent(() => {
        if (!verifyProof(evaluation, proof)) throw new Error('the proof does not hold')
        for (const [at, input] of inputs.entries())
          isInFilter(
            filter,
            finalize(
              input,
              blinded[at]?.blind ?? new Uint8Array(),
              evaluation.evaluated[at] ?? new Uint8Array(),
            ),
          )
      })
    }
    const made = 5000
    const making = spent(() => {
      for (let at = 0; at < made; at += 1)
        evaluateWhole(key.secret, tokenInput(domain, `+6681${at}`), 'verifiable')
    })
    return Promise.resolve(figuresOf({ tokens, each, sorting, making: making / made, bytes: filter.length }))
  },
}

interface Measured {
  readonly tokens: number
  readonly each: { readonly ask: number; readonly owner: number; readonly open: number }
  readonly sorting: number
  /** Milliseconds a token. */
  readonly making: number
  readonly bytes: number
}

function figuresOf({ tokens, each, sorting, making, bytes }: Measured): readonly Figure[] {
  const conditions = `processor time, ${asked} values, mean of ${rounds} rounds, filter of ${tokens} tokens`
  const figure = (name: string, value: number, unit: string, most: number, told = conditions): Figure => ({
    ...{ name, value: rounded(value), unit, conditions: told },
    goal: { at: 'most', value: most },
  })
  const { ask, owner, open } = each
  return [
    figure(
      'matching.batch',
      (ask + owner + open) / rounds / 1000,
      's',
      1,
      `${conditions}, both sides together`,
    ),
    figure('matching.blind', ask / rounds, 'ms', 300),
    figure('matching.evaluate', owner / rounds, 'ms', 400),
    figure('matching.open', open / rounds, 'ms', 500),
    figure(
      'matching.build',
      (making * tokens + sorting) / 1000,
      's',
      600,
      `processor time of ${tokens} tokens in one thread, reckoned from 5,000 and the ordering measured whole`,
    ),
    figure('matching.filter', bytes / 2 ** 20, 'MB', 32, `${tokens} tokens, filled up to their size class`),
  ]
}
