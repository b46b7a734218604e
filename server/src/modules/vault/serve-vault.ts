import { timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'

import { vaultQuestions } from '@shield/contract'
import type { VaultQuestions } from '@shield/contract'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'

import { VaultFault } from '../../vault-door.ts'
import type { VaultDoor, VaultRefusal } from '../../vault-door.ts'

const statusOf: Readonly<Record<VaultRefusal, number>> = {
  unavailable: 503,
  'too-many': 429,
  purpose: 403,
  'too-large': 413,
  erased: 410,
  answered: 409,
}
/** The largest question: a thousand values would not fit, a photograph and its copies do. */
const largestQuestion = 32 * 2 ** 20

/** The vault as a process of its own, on loopback: who has the secret is the node. An answer to anybody else says nothing. */
export async function serveVault(
  vault: VaultDoor,
  { port, secret }: { readonly port: number; readonly secret: string },
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const app = Fastify({
    logger: false,
    bodyLimit: largestQuestion,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!isSecret(request.headers.authorization ?? '', secret)) return reply.code(403).send()
    return undefined
  })
  app.setErrorHandler(async (error: { readonly statusCode?: number }, _request, reply) => {
    if (error instanceof VaultFault)
      return reply.code(statusOf[error.refusal]).send({ refusal: error.refusal, message: error.message })
    return reply.code(error.statusCode ?? 500).send({ refusal: 'unavailable', message: 'not a question' })
  })
  put(app, 'seal', ({ asker, values }) =>
    vault.seal(
      asker,
      values.map((value) => ({ ...value, body: Buffer.from(value.body, 'base64') })),
    ),
  )
  put(app, 'open', async ({ asker, values }) => {
    const opened = await vault.open(asker, values)
    return opened.map(({ body, ...rest }) =>
      body ? { ...rest, body: Buffer.from(body).toString('base64') } : rest,
    )
  })
  put(app, 'find', ({ asker, values }) => vault.find(asker, values))
  put(app, 'erase', ({ asker, code }) => vault.erase(asker, code))
  put(app, 'lift', async ({ asker, lifting }) => {
    await vault.lift(asker, lifting)
    return {}
  })
  put(app, 'alarms', ({ wanted }) => vault.alarms(wanted))
  put(app, 'answerAlarm', async ({ asker, answer }) => {
    await vault.answerAlarm(asker, answer)
    return {}
  })
  put(app, 'state', () => vault.state())
  await app.listen({ host: '127.0.0.1', port })
  return { port: (app.server.address() as AddressInfo).port, close: () => app.close() }
}

function put<Act extends keyof VaultQuestions>(
  app: FastifyInstance,
  act: Act,
  answer: (asked: VaultQuestions[Act]) => Promise<unknown>,
): void {
  app.post(`/${act}`, { schema: { body: vaultQuestions[act] } }, async (request) =>
    answer(request.body as VaultQuestions[Act]),
  )
}

function isSecret(header: string, secret: string): boolean {
  const [given, expected] = [Buffer.from(header), Buffer.from(`Bearer ${secret}`)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
