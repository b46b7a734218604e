import { basename } from 'node:path'
import { parseArgs } from 'node:util'

import { formatNames, readMapping } from '@shield/formats'
import type { FormatName, Mapping } from '@shield/formats'

import type { Node } from '../context.ts'
import { detect, importFile, templateMarking, templateNames } from '../modules/intake/index.ts'
import type { FileImport, ImportedFile } from '../modules/intake/index.ts'
import { permit } from '../permit.ts'
import { asPerson } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault, checkFile, readText } from './command.ts'
import { htcdsReport, importHtcds } from './import-htcds.ts'
import { feedSummary, importMispFeed } from './import-misp-feed.ts'
import { withNode } from './open-node.ts'
import { createProgress } from './progress.ts'
import type { Progress } from './progress.ts'
import { untilSignal } from './until-signal.ts'
import { watchImport } from './watch-import.ts'

export const importCommand: Command = {
  usage: `usage: bin/shield import FILE [--format auto|${formatNames.join('|')}|misp-feed|htcds] [--map map.json] [--marking NAME] [--case REFERENCE]
       [--source NAME] [--alt FILE] [--add FILE] [--comments FILE] [--arrival ID] [--dry-run] [--person ID] [--purpose PURPOSE] [--node CODE] [--json]

--marking   ${templateNames.join(', ')} (default agency)
--map       how the columns of a table are understood (needed for csv and xlsx)
--alt …     companion files of an OFAC list
--format misp-feed   FILE is a folder with manifest.json, hashes.csv and events, or a ZIP archive of one
--format htcds       FILE holds cases of people who may be victims; they come to the board --arrival ID, sealed, and nowhere else
--dry-run   counts what would be new, matched, changed; writes nothing
Ctrl-C cancels; nothing of the file is kept then.
Exit 0 done, 1 failed, 2 misused.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'auto' },
        map: { type: 'string' },
        marking: { type: 'string', default: 'agency' },
        case: { type: 'string', default: '' },
        source: { type: 'string' },
        alt: { type: 'string' },
        add: { type: 'string' },
        comments: { type: 'string' },
        arrival: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        person: { type: 'string' },
        purpose: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [path, second] = positionals
    if (path === undefined || second !== undefined) throw new CommandFault('name one FILE to import')
    const template = templateNames.find((one) => one === values.marking)
    if (!template)
      throw new CommandFault(`there is no marking "${values.marking}": ${templateNames.join(', ')}`)
    if (template === 'case' && values.case === '')
      throw new CommandFault('--marking case needs --case REFERENCE')
    const { alt, add, comments } = values
    if (values.format === 'htcds') return takeHtcds(path, values)
    if (values.format === 'misp-feed') return takeFeed(path, values, template)
    for (const file of [path, alt, add, comments]) if (file !== undefined) await checkFile(file)
    const format = await formatOf(path, values.format)
    const mapping = values.map === undefined ? undefined : await mappingOf(values.map)
    if ((format === 'csv' || format === 'xlsx') && !mapping)
      throw new CommandFault('a table needs --map map.json')
    const progress = createProgress(basename(path), { silent: values.json })
    const done = await withNode(values, async (node) => {
      const owner = await ownerOf(node, values, template)
      const file: FileImport = {
        ...owner,
        path,
        fileName: basename(path),
        format,
        mapping,
        companions: { ...(alt ? { alt } : {}), ...(add ? { add } : {}), ...(comments ? { comments } : {}) },
        sourceName: values.source ?? basename(path),
        dryRun: values['dry-run'],
      }
      return runImport(node, file, progress)
    })
    console.log(values.json ? JSON.stringify(done) : summary(done))
    return done.state === 'done' || (values['dry-run'] && done.state === 'previewed') ? 0 : 1
  },
}

interface Values {
  readonly arrival?: string | undefined
  readonly case: string
  readonly source?: string | undefined
  readonly person?: string | undefined
  readonly purpose?: string | undefined
  readonly node?: string | undefined
  readonly 'dry-run': boolean
  readonly json: boolean
}

type Owner = Pick<FileImport, 'marking' | 'organisation' | 'person' | 'purpose'>

function ownerOf(node: Node, values: Values, template: (typeof templateNames)[number]): Promise<Owner> {
  return asPerson(node, values, async (ctx) => {
    const marking = templateMarking(template, { ...ctx.actor }, values.case)
    permit(ctx, 'content.write', marking)
    const { organisation, person } = ctx.actor
    return { marking, organisation, person, purpose: ctx.purpose }
  })
}

async function takeHtcds(path: string, values: Values): Promise<number> {
  const { arrival, person, purpose, 'dry-run': dryRun } = values
  if (arrival === undefined) throw new CommandFault('--format htcds needs --arrival ID of a board')
  await checkFile(path)
  const taken = await withNode(values, (node) =>
    importHtcds(node, { arrival, path, dryRun, person, purpose }),
  )
  console.log(values.json ? JSON.stringify(taken) : htcdsReport(taken, dryRun).join('\n'))
  return 0
}

async function takeFeed(
  path: string,
  values: Values,
  template: (typeof templateNames)[number],
): Promise<number> {
  const done = await withNode(values, async (node) =>
    importMispFeed(node, path, {
      ...(await ownerOf(node, values, template)),
      ...{ sourceName: values.source ?? basename(path), dryRun: values['dry-run'] },
    }),
  )
  console.log(values.json ? JSON.stringify(done) : feedSummary(done))
  return done.fault === undefined ? 0 : 1
}

/** Imports with a bar; Ctrl-C asks for the cancel that the screen's button asks for. */
async function runImport(node: Node, file: FileImport, progress: Progress): Promise<ImportedFile> {
  let stopWatching = (): Promise<void> => Promise.resolve()
  const started = (batch: string): void => {
    stopWatching = watchImport(node, batch, progress)
    void untilSignal().then(() =>
      node.database.pool.query(
        "update batch set state = 'cancelled' where wire = $1 and state in ('queued', 'running')",
        [batch],
      ),
    )
  }
  try {
    return await importFile(node, file, { started })
  } finally {
    await stopWatching()
  }
}

function summary({ id, state, counts }: ImportedFile): string {
  const numbers = Object.entries(counts).map(([name, count]) => `${count} ${name}`)
  const report = counts.rejected > 0 ? '\nthe error report of this import is on the screen Imports' : ''
  return `${[state, ...(numbers.length > 0 ? [numbers.join(', ')] : [])].join(': ')}\nimport ${id}${report}`
}

async function formatOf(path: string, stated: string): Promise<FormatName> {
  const known = formatNames.find((one) => one === stated)
  if (known) return known
  if (stated !== 'auto')
    throw new CommandFault(`there is no format "${stated}": auto, ${formatNames.join(', ')}`)
  const found = await detect(path, basename(path)).catch(() => undefined)
  if (found) return found
  throw new CommandFault(`the format of ${path} is not known: say --format`)
}

async function mappingOf(file: string): Promise<Mapping> {
  const text = await readText(file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new CommandFault(`${file} is not JSON`)
  }
  const checked = readMapping(value)
  if ('entities' in checked) return checked
  throw new CommandFault(`${file}: ${checked.map((fault) => `${fault.pointer}: ${fault.hint}`).join('; ')}`)
}
