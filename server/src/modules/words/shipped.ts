import { readFile, readdir } from 'node:fs/promises'

import type { CountryData } from '@shield/contract'

import { checkFile } from './check-file.ts'
import type { WordFile } from './check-file.ts'

const folders = [
  ['indicators', '../../../indicators/'],
  ['indicators', '../../../indicators/words/'],
  ['country', '../../../countries/'],
] as const

let read: Promise<readonly WordFile[]> | undefined

/** What comes with this release: sets, then texts, then countries. Throws for a file of ours that is not right. */
export function shippedFiles(): Promise<readonly WordFile[]> {
  read ??= readShipped()
  return read
}

/** The law of a country as this release ships it. */
export async function shippedCountry(code: string): Promise<CountryData> {
  const files = await shippedFiles()
  const found = files.find((file) => file.kind === 'country' && file.country.code === code)
  if (found?.kind !== 'country') throw new Error(`no file of ${code} is shipped`)
  return found.country
}

async function readShipped(): Promise<readonly WordFile[]> {
  const files: WordFile[] = []
  for (const [wanted, path] of folders) {
    const folder = new URL(path, import.meta.url)
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.json')).toSorted()) {
      const held = checkFile(await readFile(new URL(name, folder), 'utf8'), wanted)
      if (!('kind' in held)) throw new Error(`${name} is not right: ${JSON.stringify(held[0])}`)
      files.push(held)
    }
  }
  return files
}
