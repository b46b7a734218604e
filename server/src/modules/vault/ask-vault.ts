import { readFile } from 'node:fs/promises'

import type { VaultQuestions } from '@shield/contract'

import { VaultFault } from '../../vault-door.ts'
import type { OpenedValue, VaultDoor, VaultRefusal } from '../../vault-door.ts'

const patience = 15_000
const refusals: readonly VaultRefusal[] = [
  'unavailable',
  'too-many',
  'purpose',
  'too-large',
  'erased',
  'answered',
]

interface Apart {
  /** Where the vault listens, for example http://127.0.0.1:8090. */
  readonly url: string
  /** File with the secret that both read; closed to others. */
  readonly secretFile: string
}

/** The door of a vault that is a process of its own. What can't be asked is `unavailable`, and the rest of the node goes on. */
export function askVault({ url, secretFile }: Apart): VaultDoor {
  const ask = async <Act extends keyof VaultQuestions>(
    act: Act,
    asked: VaultQuestions[Act],
  ): Promise<unknown> => {
    const answer = await post(new URL(`/${act}`, url), secretFile, asked).catch(() => {
      throw new VaultFault('unavailable', 'the vault does not answer')
    })
    if (answer.status === 200) return answer.body
    const { refusal, message } = (answer.body ?? {}) as { refusal?: VaultRefusal; message?: string }
    const known = refusals.find((one) => one === refusal) ?? 'unavailable'
    throw new VaultFault(known, message ?? 'the vault refuses this node')
  }
  return {
    seal: async (asker, values) =>
      (await ask('seal', {
        asker,
        values: values.map(({ blind, ...value }) => ({
          ...value,
          body: Buffer.from(value.body).toString('base64'),
          ...(blind ? { blind: [...blind] } : {}),
        })),
      })) as Awaited<ReturnType<VaultDoor['seal']>>,
    open: async (asker, values) => {
      const opened = (await ask('open', { asker, values: [...values] })) as readonly (Omit<
        OpenedValue,
        'body'
      > & { readonly body?: string })[]
      return opened.map(({ body, ...rest }) =>
        body === undefined ? rest : { ...rest, body: Buffer.from(body, 'base64') },
      )
    },
    find: async (asker, values) =>
      (await ask('find', { asker, values: [...values] })) as Awaited<ReturnType<VaultDoor['find']>>,
    erase: async (asker, code) =>
      (await ask('erase', { asker, code })) as Awaited<ReturnType<VaultDoor['erase']>>,
    lift: async (asker, lifting) => {
      await ask('lift', { asker, lifting })
    },
    alarms: async (wanted) => (await ask('alarms', { wanted })) as Awaited<ReturnType<VaultDoor['alarms']>>,
    answerAlarm: async (asker, answer) => {
      await ask('answerAlarm', { asker, answer })
    },
    state: async () => (await ask('state', {})) as Awaited<ReturnType<VaultDoor['state']>>,
    close: () => Promise.resolve(),
  }
}

async function post(
  url: URL,
  secretFile: string,
  body: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const secret = (await readFile(secretFile, 'utf8')).trim()
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}
