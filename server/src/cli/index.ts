import type { Command } from './command.ts'

/** A command as it is listed. Its code is loaded when it is run: `names compare` needs no database, nor its drivers. */
export interface ListedCommand {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

export const commands: readonly ListedCommand[] = [
  {
    name: 'demo',
    summary: 'Run two demonstration nodes with an invented world (TRAINING)',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'demo links',
    summary: 'New one-time sign-in links for the running demonstration',
    load: async () => (await import('./demo-links.ts')).demoLinks,
  },
  {
    name: 'serve',
    summary: 'Run this node',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  {
    name: 'migrate',
    summary: 'Bring the database to this release',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  {
    name: 'set-up',
    summary: 'The first two administrators of a new node',
    load: async () => (await import('./set-up.ts')).setUp,
  },
  {
    name: 'import',
    summary: 'Import a file',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'export',
    summary: 'Export what a search finds, or all',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'search',
    summary: 'Search names and identifiers',
    load: async () => (await import('./search.ts')).searchCommand,
  },
  {
    name: 'names compare',
    summary: 'Score pairs of names, with reasons',
    load: async () => (await import('./names-compare.ts')).namesCompare,
  },
  {
    name: 'names search',
    summary: 'Find the nearest names of a list, with reasons',
    load: async () => (await import('./names-search.ts')).namesSearch,
  },
  {
    name: 'link',
    summary: 'Find which records of tables are of one person',
    load: async () => (await import('./link.ts')).link,
  },
  {
    name: 'token',
    summary: 'A bearer token for a script, good for an hour',
    load: async () => (await import('./token.ts')).token,
  },
  {
    name: 'audit verify',
    summary: 'Check that the audit is whole',
    load: async () => (await import('./audit-verify.ts')).auditVerify,
  },
  {
    name: 'audit export',
    summary: 'The audit as a folder that oversight takes away',
    load: async () => (await import('./audit-export.ts')).auditExport,
  },
  {
    name: 'client add',
    summary: 'A credential for another system, printed once',
    load: async () => (await import('./client-add.ts')).clientAdd,
  },
  {
    name: 'client revoke',
    summary: 'End the credential of another system',
    load: async () => (await import('./client-revoke.ts')).clientRevoke,
  },
  {
    name: 'doctor',
    summary: 'Look at the installation and say what is wrong',
    load: async () => (await import('./doctor.ts')).doctor,
  },
]

/** The command whose name the words begin with: one word (`import`) or two (`audit verify`). */
export function findCommand(
  first: string,
  rest: readonly string[],
): { readonly command: ListedCommand; readonly rest: readonly string[] } | undefined {
  const two = commands.find((command) => command.name === `${first} ${rest[0] ?? ''}`)
  if (two) return { command: two, rest: rest.slice(1) }
  const one = commands.find((command) => command.name === first)
  return one && { command: one, rest }
}

/** The commands of a first word that is none by itself (`audit`). */
export function commandsOf(first: string): readonly ListedCommand[] {
  return commands.filter((command) => command.name.startsWith(`${first} `))
}

/** The list of commands. */
export function usage(all: readonly ListedCommand[]): string {
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
