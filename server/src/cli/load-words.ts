import { parseArgs } from 'node:util'

import type { Node } from '../context.ts'
import { checkFile, loadFile } from '../modules/words/index.ts'
import { asPerson } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault, readText } from './command.ts'
import { withNode } from './open-node.ts'

type Loaded = Awaited<ReturnType<typeof loadFile>>
type Faults = Loaded['faults']

/** The word of the command, by what a file holds. */
const names = { indicators: 'indicators', country: 'countries' } as const

export const indicatorsLoad = loadCommand('indicators', [
  'FILE is a set of indicators, or its texts in one language, as server/indicators of the release has them.',
  'An interview keeps the version it began with. A text that changes is a draft until somebody signs it.',
])

export const countriesLoad = loadCommand('country', [
  'FILE is the law and the clocks of a country, each with its source, as server/countries of the release has them.',
  'What is absent is shown as not known; without "returns" (the way home) or "offline" (devices) what was given last stays.',
  'A panel and a return keep what they were begun under.',
])

/** `load FILE`: everything wrong with a file is told with its place, and nothing of it is kept. */
function loadCommand(wanted: keyof typeof names, about: readonly string[]): Command {
  return {
    usage: `usage: bin/shield ${names[wanted]} load FILE [--dry-run] [--person ID] [--node CODE] [--json]

${about.join('\n')}
--dry-run  says what would change and keeps nothing
--person   the administrator in whose name it is done; in TRAINING the first one where nothing is said`,
    run: async (args) => {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          'dry-run': { type: 'boolean', default: false },
          person: { type: 'string' },
          node: { type: 'string' },
          json: { type: 'boolean', default: false },
        },
      })
      const [path, more] = positionals
      if (path === undefined || more !== undefined) throw new CommandFault('name one file')
      const file = checkFile(await readText(path), wanted)
      if (!('kind' in file)) return refuse(path, file, values.json)
      const dryRun = values['dry-run']
      const loaded = await withNode(values, async (node) =>
        asPerson(
          node,
          { person: values.person ?? (await firstAdministrator(node)), purpose: 'administration' },
          (ctx) => loadFile(ctx, file, { dryRun }),
        ),
      )
      if (loaded.faults.length > 0) return refuse(path, loaded.faults, values.json)
      if (values.json) console.log(JSON.stringify({ ...loaded, kept: !dryRun }))
      else for (const line of told(loaded, dryRun)) console.log(line)
      return 0
    },
  }
}

const mostTold = 40

function refuse(path: string, faults: Faults, json: boolean): number {
  if (json) console.log(JSON.stringify({ faults }))
  else {
    for (const { place, rule, hint } of faults.slice(0, mostTold))
      console.error(`${path}${place === '' ? '' : ` at ${place}`}: ${hint} (${rule})`)
    if (faults.length > mostTold) console.error(`and ${faults.length - mostTold} more`)
  }
  return 1
}

function told(loaded: Loaded, dryRun: boolean): readonly string[] {
  const { name, before, added, changed, gone, unsigned, notes } = loaded
  return [
    `${name}: ${dryRun ? 'in order, nothing kept' : 'loaded'}${before === undefined ? '' : `, ${before} before`}`,
    ...(name.startsWith('country') ? [] : [`texts: ${added} new, ${changed} changed, ${gone} gone`]),
    ...(unsigned > 0 ? [`${unsigned} signed texts ${dryRun ? 'would be' : 'are'} drafts again`] : []),
    ...notes,
  ]
}

async function firstAdministrator(node: Node): Promise<string> {
  const found =
    node.config.mode === 'training'
      ? await node.database.inTransaction((tx) =>
          tx.client.query<{ person_id: string }>(
            `select person_id from role_grant where role = 'administrator' and approved_at is not null and revoked_at is null
             order by person_id limit 1`,
          ),
        )
      : undefined
  const first = found?.rows[0]?.person_id
  if (first === undefined) throw new CommandFault('say in whose name: --person ID of an administrator')
  return first
}
