import type { Command } from './command.ts'
import { auditExport } from './audit-export.ts'
import { auditVerify } from './audit-verify.ts'
import { clientAdd } from './client-add.ts'
import { clientRevoke } from './client-revoke.ts'
import { demoLinks } from './demo-links.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { link } from './link.ts'
import { migrateCommand } from './migrate.ts'
import { namesCompare } from './names-compare.ts'
import { namesSearch } from './names-search.ts'
import { searchCommand } from './search.ts'
import { serveCommand } from './serve.ts'
import { setUp } from './set-up.ts'
import { token } from './token.ts'

export const commands: readonly Command[] = [
  demo,
  demoLinks,
  serveCommand,
  migrateCommand,
  setUp,
  importCommand,
  exportCommand,
  namesSearch,
  searchCommand,
  namesCompare,
  link,
  token,
  auditVerify,
  auditExport,
  clientAdd,
  clientRevoke,
  doctor,
]

/** The command whose name the words begin with: one word (`import`) or two (`audit verify`). */
export function findCommand(
  first: string,
  rest: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  const two = commands.find((command) => command.name === `${first} ${rest[0] ?? ''}`)
  if (two) return { command: two, rest: rest.slice(1) }
  const one = commands.find((command) => command.name === first)
  return one && { command: one, rest }
}

/** The commands of a first word that is none by itself (`audit`). */
export function commandsOf(first: string): readonly Command[] {
  return commands.filter((command) => command.name.startsWith(`${first} `))
}

/** The list of commands. */
export function usage(all: readonly Command[]): string {
  const rows = all.map((command) => `  ${command.name.padEnd(14)} ${command.summary}`)
  return [
    'usage: bin/shield COMMAND [options]   (each command has --help)',
    '',
    ...rows,
    ...(all.length < commands.length
      ? []
      : [
          `  ${'bench'.padEnd(14)} Measure, and print the figures`,
          `  ${'test'.padEnd(14)} Run every check and journey`,
        ]),
  ].join('\n')
}
