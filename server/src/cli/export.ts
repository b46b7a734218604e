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
import { createProgress } from './progress.ts'
import { checkTarget } from './tables.ts'

const most = 10_000

export const exportCommand: Command = {
  usage: `usage: bin/shield export --format stix|ftm|csv --out FILE [--query TEXT] [--person ID] [--purpose PURPOSE] [--node CODE] [--json]

Writes what the person may see and may take along; without --query all of it. At most ${most.toLocaleString('en')} entities.
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
      },
    })
    const { format, out, query } = values
    if (format !== 'stix' && format !== 'ftm' && format !== 'csv')
      throw new CommandFault('--format is stix, ftm or csv')
    if (out === undefined) throw new CommandFault('--out is needed')
    await checkTarget(out)
    const bytes = await withNode({ ...values, search: query !== undefined }, async (node) => {
      await node.search.upToDate()
      return asPerson(node, values, async (ctx) => {
        const asked = query === undefined ? { entities: await everything(ctx) } : { q: query }
        return write(
          await exportEntities(ctx, { format, ...asked, reason: 'command line' }),
          out,
          values.json,
        )
      })
    })
    if (values.json) console.log(JSON.stringify({ out, format, bytes }))
    else console.log(`${bytes.toLocaleString('en')} bytes in ${out}`)
    return 0
  },
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
