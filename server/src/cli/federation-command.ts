import { writeFile } from 'node:fs/promises'

import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { CommandFault, readText } from './command.ts'

/** The settings of the node that a command of the federation works for: its files, no database. */
export function configOf(values: { readonly node?: string | undefined }): Config {
  return readConfig({ ...process.env, ...(values.node ? { SHIELD_NODE: values.node } : {}) })
}

/** A file of the federation: JSON, with its kind in it. */
export async function readFile<T extends { readonly kind: string }>(
  file: string,
  kinds: readonly T['kind'][],
): Promise<T> {
  const text = await readText(file)
  try {
    const content = JSON.parse(text) as T
    if (kinds.includes(content.kind)) return content
  } catch {
    // Told below, as for a file of another kind.
  }
  throw new CommandFault(`${file} is no ${kinds.join(' or ')} of a federation`)
}

export async function writeNew(file: string, content: object): Promise<void> {
  await writeFile(file, `${JSON.stringify(content, null, 1)}\n`, { mode: 0o600 })
}

export function checkAddress(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address) || new URL(address).protocol !== 'https:')
    throw new CommandFault('--address is where partners find this node: https://host:port')
  return new URL(address).origin
}

export function nameOf(values: {
  readonly name?: string | undefined
  readonly 'name-th'?: string | undefined
}) {
  const { name } = values
  if (name === undefined || name.trim() === '') throw new CommandFault('--name is needed')
  return { en: name, th: values['name-th'] ?? name }
}

/** What the functions of the federation refuse is for the person at the keyboard. */
export async function orFault<T>(act: Promise<T>): Promise<T> {
  return act.catch((error: unknown) => {
    throw new CommandFault(error instanceof Error ? error.message : String(error), 1)
  })
}
