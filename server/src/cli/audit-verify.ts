import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'

import { exportLog, logOrigin, readVerifierKey, verifierKey, verifyLog } from '../audit/index.ts'
import type { LogLine, Verified } from '../audit/index.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'Check that the audit is whole',
  usage: `usage: bin/shield audit verify [--export FILE] [--seen FILE] [--node CODE] [--json]
       bin/shield audit verify FILE --key KEY [--seen FILE] [--json]

The first form checks the node's database, and writes the log and its verifier key to FILE when asked.
The second checks such a FILE without any database. --seen: a checkpoint kept elsewhere, which the log must contain.
Exit 0 whole, 1 not.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        export: { type: 'string' },
        key: { type: 'string' },
        seen: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [file] = positionals
    const seen = values.seen === undefined ? [] : [await readFile(values.seen, 'utf8')]
    const verified =
      file === undefined ? await verifyNode(values, seen) : await verifyFile(file, values.key, seen)
    if (values.json) console.log(JSON.stringify(verified))
    else {
      for (const fault of verified.faults) console.log(`✖ ${fault}`)
      console.log(
        `${verified.events} events, ${verified.checkpoints} signed heads: ${verified.faults.length === 0 ? 'whole' : 'NOT whole'}`,
      )
    }
    return verified.faults.length === 0 ? 0 : 1
  },
}

async function verifyFile(file: string, key: string | undefined, seen: readonly string[]): Promise<Verified> {
  if (key === undefined) throw new CommandFault('--key is needed: the verifier key that the node shows')
  return verifyLog(linesOf(file), readVerifierKey(key).key, seen)
}

async function* linesOf(file: string): AsyncGenerator<LogLine> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line === '') continue
    try {
      yield JSON.parse(line) as LogLine
    } catch {
      throw new CommandFault('the file is not an exported log: a line is not JSON', 1)
    }
  }
}

async function verifyNode(
  options: { readonly node?: string | undefined; readonly export?: string | undefined },
  seen: readonly string[],
): Promise<Verified> {
  return withNode(options, (node) =>
    node.database.inTransaction(async (tx) => {
      await tx.client.query('set transaction isolation level repeatable read')
      if (options.export !== undefined) {
        const lines = Readable.from(textOf(exportLog(tx)))
        await pipeline(lines, createWriteStream(options.export, { mode: 0o600 }))
        console.error(`verifier key: ${verifierKey(logOrigin(node), node.keys.audit.publicKey)}`)
      }
      const own = await readFile(join(node.config.dataFolder, `audit-${node.name}.checkpoint`), 'utf8').catch(
        () => undefined,
      )
      return verifyLog(exportLog(tx), node.keys.audit.publicKey, own === undefined ? seen : [...seen, own])
    }),
  )
}

async function* textOf(lines: AsyncIterable<LogLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}
