import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'

import { formatNames, readMapping } from '@shield/formats'
import type { Mapping } from '@shield/formats'

import { detect, importFile, templateMarking, templateNames } from '../modules/intake/index.ts'
import { permit } from '../permit.ts'
import { asPerson } from './as-person.ts'
import type { Command } from './command.ts'
import { CommandFault } from './command.ts'
import { withNode } from './open-node.ts'

export const importCommand: Command = {
  name: 'import',
  summary: 'Import a file',
  usage: `usage: bin/shield import FILE [--format auto|${formatNames.join('|')}] [--map map.json] [--marking NAME] [--case REFERENCE]
       [--source NAME] [--alt FILE] [--add FILE] [--comments FILE] [--dry-run] [--person ID] [--purpose PURPOSE] [--node CODE] [--json]

--marking   ${templateNames.join(', ')} (default agency)
--map       how the columns of a table are understood (needed for csv and xlsx)
--alt …     companion files of an OFAC list
--dry-run   counts what would be new, matched, changed; writes nothing
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
        'dry-run': { type: 'boolean', default: false },
        person: { type: 'string' },
        purpose: { type: 'string' },
        node: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [path] = positionals
    if (path === undefined) throw new CommandFault('name the FILE to import')
    const template = templateNames.find((one) => one === values.marking)
    if (!template)
      throw new CommandFault(`there is no marking "${values.marking}": ${templateNames.join(', ')}`)
    const format =
      values.format === 'auto'
        ? await detect(path, basename(path)).catch(() => undefined)
        : formatNames.find((one) => one === values.format)
    if (!format)
      throw new CommandFault('the format of this file is not known, or the file is not there: say --format')
    const mapping = values.map === undefined ? undefined : await mappingOf(values.map)
    if ((format === 'csv' || format === 'xlsx') && !mapping)
      throw new CommandFault('a table needs --map map.json')
    const done = await withNode(values, async (node) => {
      const owner = await asPerson(node, values, async (ctx) => {
        const marking = templateMarking(template, { ...ctx.actor }, values.case)
        permit(ctx, 'content.write', marking)
        return {
          marking,
          organisation: ctx.actor.organisation,
          person: ctx.actor.person,
          purpose: ctx.purpose,
        }
      })
      const { alt, add, comments } = values
      return importFile(node, {
        ...owner,
        path,
        fileName: basename(path),
        format,
        mapping,
        companions: { ...(alt ? { alt } : {}), ...(add ? { add } : {}), ...(comments ? { comments } : {}) },
        sourceName: values.source ?? basename(path),
        dryRun: values['dry-run'],
      })
    })
    if (values.json) console.log(JSON.stringify(done))
    else
      console.log(
        `${done.state}: ${Object.entries(done.counts)
          .map(([name, count]) => `${count} ${name}`)
          .join(', ')}`,
      )
    return done.state === 'done' || (values['dry-run'] && done.state === 'previewed') ? 0 : 1
  },
}

async function mappingOf(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandFault(`${file} can't be read`)
  })
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
