import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import pg from 'pg'

import type { Config } from '../config.ts'
import {
  ExportFault,
  evacuateNode,
  findJournal,
  findOrder,
  finishEvacuation,
  giveUpOrder,
  isPast,
  orderByCodes,
} from '../modules/evacuation/index.ts'
import type { Journal, Told } from '../modules/evacuation/index.ts'
import { CustodyFault } from '../modules/vault/index.ts'
import { newId } from '../store/identifier.ts'
import { CommandFault } from './command.ts'
import type { Command } from './command.ts'
import { restoreFrom } from './evacuate-restore.ts'
import { readPassphraseFile, readShares, tellStages } from './evacuate-words.ts'
import { configOf } from './federation-command.ts'
import { openNodeDatabase, withNode } from './open-node.ts'

function valuesOf(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      to: { type: 'string' },
      drill: { type: 'boolean', default: false },
      approvals: { type: 'string' },
      reason: { type: 'string' },
      'passphrase-file': { type: 'string' },
      share: { type: 'string', multiple: true, default: [] },
      restore: { type: 'string' },
      'give-up': { type: 'boolean', default: false },
      node: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  return values
}

export const evacuate: Command = {
  usage: `usage: bin/shield evacuate --to DIR [--drill] [--approvals FILE --reason TEXT] [--passphrase-file FILE] [--share FILE …] [--node CODE] [--json]
       bin/shield evacuate --restore FILE (--share FILE --share FILE --share FILE | --passphrase-file FILE) [--node CODE] [--json]
       bin/shield evacuate --give-up [--node CODE]

Leaves this place with everything: closes the node's door, writes all of it encrypted into DIR, reads that back, stops the node, ends
every way in, destroys the keys, wipes database and data folder, and signs a report. Two people have agreed on the screen
"Evacuation" (one administrator, one of oversight, a supervisor or the head of a shelter), or their two codes stand in the file of --approvals, one a line
(- reads them from what is typed). What was cut short goes on by the same command.
--drill     all of it but the leaving: the export is brought back beside the node, compared, and destroyed
--share     in a drill: that these three shares open it
--passphrase-file   opens the export too, beside any three of the five recovery shares; needed where there are no shares
--restore   brings the node up from an export in an empty place; the custodian is the one the settings name here
--give-up   opens the door again, where nothing is destroyed yet
Exit 0 done, 1 not done and the node goes on (or: the same command goes on), 2 misused.`,
  run: async (args) => {
    const values = valuesOf(args)
    const config = configOf(values)
    try {
      if (values['give-up']) return await giveUp(config)
      if (values.restore !== undefined)
        return await restoreFrom(config, { ...values, file: resolve(values.restore) })
      return await leave(config, values)
    } catch (error) {
      if (error instanceof ExportFault || error instanceof CustodyFault)
        throw new CommandFault(error.message, 1)
      throw error
    }
  },
}

type Values = ReturnType<typeof valuesOf>

async function leave(config: Config, values: Values): Promise<number> {
  const folder = await folderOf(values.to ?? config.evacuation?.to)
  const told = tellStages(values.json)
  const before = await findJournal(folder, config.node)
  const journal = before && isPast(before) ? before : await upToNoReturn(config, values, { folder, told })
  if (journal.kind === 'drill') {
    say(
      values.json,
      { done: 'drill', ...journal.exported },
      'The drill is done: what was exported came back whole. The node goes on.',
    )
    return 0
  }
  const report = await finishEvacuation({ config, folder, told }, journal)
  say(values.json, { done: 'evacuated', report, ...journal.exported }, leftWords(folder, report))
  return 0
}

async function folderOf(to: string | undefined): Promise<string> {
  if (to === undefined) throw new CommandFault('--to is needed: a folder on the disk that you take with you')
  const folder = resolve(to)
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) throw new CommandFault(`${folder} is no folder: is the disk in?`)
  return folder
}

async function upToNoReturn(
  config: Config,
  values: Values,
  { folder, told }: { readonly folder: string; readonly told: Told },
): Promise<Journal> {
  const file = values['passphrase-file'] ?? config.evacuation?.passphraseFile
  const passphrase = file === undefined ? undefined : await readPassphraseFile(file)
  const shares = values.share.length === 0 ? undefined : await readShares(values.share)
  const codes = values.approvals === undefined ? undefined : await readCodes(values.approvals)
  const kind = values.drill ? 'drill' : 'real'
  return withNode(values, async (node) => {
    if (codes) {
      const reason = values.reason ?? 'ordered at the machine'
      await node.database.inTransaction((tx) =>
        orderByCodes({ tx, node, now: node.now(), requestId: newId() }, { codes, kind, reason }),
      )
    }
    const database = await openNodeDatabase(config)
    try {
      const order = await withClient(database.url, (client) => findOrder(client, node.now()))
      if (!order) throw new CommandFault(noOrder, 1)
      if (order.kind !== kind)
        throw new CommandFault(
          order.kind === 'drill'
            ? 'what was agreed to is a drill: add --drill'
            : 'what was agreed to is no drill: leave out --drill',
          1,
        )
      return await evacuateNode({ node, databaseUrl: database.url, folder, passphrase, shares, told }, order)
    } finally {
      await database.stop()
    }
  })
}

const noOrder =
  'nobody has agreed: two people do on the screen "Evacuation", or give their codes (--approvals FILE)'

async function readCodes(file: string): Promise<readonly string[]> {
  const text = await readFile(file === '-' ? '/dev/stdin' : file, 'utf8').catch(() => {
    throw new CommandFault(`${file} can't be read`)
  })
  return text.split('\n').flatMap((line) => line.trim() || [])
}

async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

async function giveUp(config: Config): Promise<number> {
  const database = await openNodeDatabase(config)
  try {
    const isDone = await withClient(database.url, giveUpOrder)
    if (!isDone) throw new CommandFault('there is nothing to give up', 1)
    console.log('given up: the door is open again')
    return 0
  } finally {
    await database.stop()
  }
}

function say(isJson: boolean, what: object, words: string): void {
  console.log(isJson ? JSON.stringify(what) : words)
}

function leftWords(folder: string, report: string): string {
  return [
    `This place is left. The node is in ${folder}, encrypted; nobody here can open it.`,
    `Report: ${report}`,
    'Take the disk along. Call the partners. Elsewhere: bin/shield evacuate --restore FILE with three of the five shares.',
  ].join('\n')
}
