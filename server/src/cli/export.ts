import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'

import type { Context } from '../context.ts'
import { exportEntities } from '../modules/search/index.ts'
import type { Download } from '../serve.ts'
import { asPerson } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'
import { exportHtcds } from './export-htcds.ts'
import type { HtcdsChoice } from './export-htcds.ts'
import { createProgress } from './progress.ts'
import { checkTarget } from './tables.ts'
import { writeMispFeed } from './misp-feed.ts'

const most = 10_000

export const exportCommand: Command = {
  usage: `usage: bin/shield export --format stix|ftm|csv|misp|misp-feed|htcds --out FILE [--query TEXT] [--person ID] [--purpose PURPOSE] [--node CODE] [--json]

Writes what the person may see and may take along; without --query all of it. At most ${most.toLocaleString('en')} entities.
--format htcds       cases of people, each by their own consent, to --recipient CODE --for referral|transfer-abroad|statistics;
                     --code CODE for one, --since and --until MONTH for many, --names where the consent reaches so far,
                     --table for CSV, --dry-run to see who would go. Many wait for a second person; then --release ID --out FILE.
misp-feed makes a folder that a MISP reads as a feed: manifest.json, the event, hashes.csv.
The audit names every entity in the file.
Exit 0 written, 1 failed, 2 misused.`,
  run: async (args) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        format: { type: 'string' },
        out: { type: 'string' },
        query: { type: 'string' },
        person: { type: 'string' },
        purpose: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
        recipient: { type: 'string' },
        for: { type: 'string' },
        code: { type: 'string' },
        since: { type: 'string' },
        until: { type: 'string' },
        reason: { type: 'string' },
        release: { type: 'string' },
        names: { type: 'boolean', default: false },
        table: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    const { out, query } = values
    if (values.format === 'htcds') return giveCases(values)
    const isFeed = values.format === 'misp-feed'
    const format = isFeed ? 'misp' : values.format
    if (format !== 'stix' && format !== 'ftm' && format !== 'csv' && format !== 'misp')
      throw new CommandFault('--format is stix, ftm, csv, misp, misp-feed or htcds')
    if (out === undefined) throw new CommandFault('--out is needed')
    await checkTarget(out)
    const bytes = await withNode({ ...values, search: query !== undefined }, async (node) => {
      await node.search.upToDate()
      return asPerson(node, values, async (ctx) => {
        const asked = query === undefined ? { entities: await everything(ctx) } : { q: query }
        const download = await exportEntities(ctx, { format, ...asked, reason: 'command line' })
        return isFeed ? writeMispFeed(download, out) : write(download, out, values.json)
      })
    })
    if (values.json) console.log(JSON.stringify({ out, format: values.format, bytes }))
    else console.log(`${bytes.toLocaleString('en')} bytes in ${out}`)
    return 0
  },
}

interface CaseValues extends Omit<HtcdsChoice, 'dryRun'> {
  readonly out?: string | undefined
  readonly person?: string | undefined
  readonly purpose?: string | undefined
  readonly node?: string | undefined
  readonly table: boolean
  readonly 'dry-run': boolean
  readonly json: boolean
}

async function giveCases({ out, table, 'dry-run': dryRun, ...values }: CaseValues): Promise<number> {
  if (out === undefined && !dryRun) throw new CommandFault('--out is needed')
  if (out !== undefined) await checkTarget(out)
  const done = await withNode(values, (node) =>
    asPerson(node, values, async (ctx) => {
      const found = await exportHtcds(ctx, table ? 'csv' : 'json', { ...values, dryRun })
      const { download, said, release } = found
      const bytes = download && out !== undefined ? await write(download, out, values.json) : undefined
      return { said, release, bytes }
    }),
  )
  const { said, ...told } = done
  if (values.json) console.log(JSON.stringify({ ...told, ...(told.bytes === undefined ? {} : { out }) }))
  else {
    for (const line of said) console.log(line)
    if (told.bytes !== undefined) console.log(`${told.bytes.toLocaleString('en')} bytes in ${out}`)
  }
  return 0
}

/** Wire ids of all that this person sees. */
async function everything(ctx: Context): Promise<string[]> {
  const found = await ctx.tx.client.query<{ wire: string }>(
    'select wire from entity where any_visible($1, markings) order by id limit $2',
    [Buffer.from(ctx.visible), most + 1],
  )
  if (found.rows.length > most)
    throw new CommandFault(
      `there are more than ${most.toLocaleString('en')} entities: choose with --query`,
      1,
    )
  return found.rows.map((row) => row.wire)
}

/** Half a file would look like a whole one, so it gets its name at the end. Gives the number of bytes. */
async function write(download: Download, out: string, isSilent: boolean): Promise<number> {
  const part = `${out}.part`
  const progress = createProgress(out, { silent: isSilent })
  let bytes = 0
  const count = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length
      progress.tell(bytes, undefined, `${bytes.toLocaleString('en')} bytes`)
      done(undefined, chunk)
    },
  })
  try {
    await pipeline(download.body, count, createWriteStream(part, { mode: 0o600 }))
    await rename(part, out)
  } finally {
    progress.end()
    await rm(part, { force: true })
  }
  return bytes
}
