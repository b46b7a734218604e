import { readFile, stat } from 'node:fs/promises'

import type { Node } from '../context.ts'
import { folderFiles, importFeed, zipFiles } from '../modules/misp/index.ts'
import type { FeedTaken } from '../modules/misp/index.ts'
import { CommandFault } from './command.ts'

type Into = Parameters<typeof importFeed>[2]

/** An archive is read whole: of more than this a folder is unpacked first. */
const mostBytes = 2 ** 30

/** Takes in a MISP feed from a folder or a ZIP archive of one. */
export async function importMispFeed(node: Node, path: string, into: Into): Promise<FeedTaken> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new CommandFault(`${path} is not there`)
  if (found.size > mostBytes)
    throw new CommandFault(`${path} is larger than 1 GB: unpack it and name the folder`)
  const files = found.isDirectory() ? folderFiles(path) : zipFiles(await readFile(path))
  if (!files) throw new CommandFault(`${path} is neither a folder nor an archive of a MISP feed`)
  return importFeed(node, files, into, new AbortController().signal)
}

export function feedSummary({ taken, standing, events, left, counts, fault }: FeedTaken): string {
  const numbers = Object.entries(counts).map(([name, count]) => `${count} ${name}`)
  const lines = left.map(({ uuid, why }) => `left out: ${uuid}.json (${why})`)
  const end = fault === undefined ? 'done' : `failed: ${fault}`
  return [
    `${end}: ${taken} of ${events} events taken, ${standing} were here`,
    numbers.join(', '),
    ...lines,
  ].join('\n')
}
