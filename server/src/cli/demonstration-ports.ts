import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const fileIn = (folder: string): string => join(folder, 'demonstration-ports.json')

/** Notes where the demonstration of this data folder is on the air, of th and then of ph, for links made beside it. */
export async function keepPorts(folder: string, ports: readonly number[]): Promise<void> {
  await writeFile(fileIn(folder), JSON.stringify(ports))
}

export async function forgetPorts(folder: string): Promise<void> {
  await rm(fileIn(folder), { force: true })
}

/** Undefined where no demonstration runs on this folder. */
export async function findPorts(folder: string): Promise<readonly number[] | undefined> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : portsIn(text)
}

/** A note half written, or by somebody else, counts as none. */
export function portsIn(text: string): readonly number[] | undefined {
  const found = /^\[(\d{1,5}),(\d{1,5})\]$/.exec(text)
  return found?.slice(1).map(Number)
}
