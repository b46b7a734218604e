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
    name: 'demo truth',
    summary: 'What the invented world keeps sealed, to look for it where it must not be',
    load: async () => (await import('./demo-truth.ts')).demoTruth,
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
    name: 'indicators load',
    summary: 'A set of indicators, or its texts in a language',
    load: async () => (await import('./load-words.ts')).indicatorsLoad,
  },
  {
    name: 'countries load',
    summary: 'Clocks and law of a country',
    load: async () => (await import('./load-words.ts')).countriesLoad,
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
    name: 'feed add',
    summary: 'Pull a TAXII collection or a MISP feed by the clock',
    load: async () => (await import('./feed-add.ts')).feedAdd,
  },
  {
    name: 'webhook add',
    summary: 'Tell another system of changes it may see',
    load: async () => (await import('./webhook-add.ts')).webhookAdd,
  },
  {
    name: 'webhook end',
    summary: 'Tell it no more',
    load: async () => (await import('./webhook-end.ts')).webhookEnd,
  },
  {
    name: 'federation init',
    summary: 'Make a federation with this node as its secretariat',
    load: async () => (await import('./federation-init.ts')).federationInit,
  },
  {
    name: 'federation invite',
    summary: 'Invite a node: a file, a code and a fingerprint to read aloud',
    load: async () => (await import('./federation-invite.ts')).federationInvite,
  },
  {
    name: 'federation join',
    summary: 'Answer an invitation, take the welcome, renew the certificate',
    load: async () => (await import('./federation-join.ts')).federationJoin,
  },
  {
    name: 'federation admit',
    summary: 'Admit a node that asks, or renew its certificate',
    load: async () => (await import('./federation-admit.ts')).federationAdmit,
  },
  {
    name: 'federation rotate',
    summary: 'A new key with an overlap; revoke one that was lost',
    load: async () => (await import('./federation-rotate.ts')).federationRotate,
  },
  {
    name: 'federation list',
    summary: 'The federation, its members, their keys and state',
    load: async () => (await import('./federation-list.ts')).federationList,
  },
  {
    name: 'federation suspend',
    summary: "Suspend a partner: this node's own decision",
    load: async () => (await import('./federation-suspend.ts')).federationSuspend,
  },
  {
    name: 'federation accept-log',
    summary: 'Witness the audit of a partner anew after a restore',
    load: async () => (await import('./federation-accept-log.ts')).federationAcceptLog,
  },
  {
    name: 'agreement verify',
    summary: 'Check the signatures of an agreement by its file',
    load: async () => (await import('./agreement-verify.ts')).agreementVerify,
  },
  {
    name: 'erasure verify',
    summary: 'Check a certificate of erasure by its file',
    load: async () => (await import('./erasure-verify.ts')).erasureVerify,
  },
  {
    name: 'bundle export',
    summary: 'What a partner has not got, as a file to carry',
    load: async () => (await import('./bundle-export.ts')).bundleExport,
  },
  {
    name: 'bundle import',
    summary: 'Take a file of a partner, or the receipts that came back',
    load: async () => (await import('./bundle-import.ts')).bundleImport,
  },
  {
    name: 'vault state',
    summary: 'How the sealed identities and their keys stand',
    load: async () => (await import('./vault-state.ts')).vaultState,
  },
  {
    name: 'vault rotate',
    summary: 'Wrap the keys of persons anew, and end the earlier ones',
    load: async () => (await import('./vault-rotate.ts')).vaultRotate,
  },
  {
    name: 'vault copy',
    summary: 'The latest copy of the keys of persons',
    load: async () => (await import('./vault-copy.ts')).vaultCopy,
  },
  {
    name: 'vault shares',
    summary: 'Split the key of the vault among five holders',
    load: async () => (await import('./vault-shares.ts')).vaultShares,
  },
  {
    name: 'vault recover',
    summary: 'Open the vault with three shares where its custodian is lost',
    load: async () => (await import('./vault-recover.ts')).vaultRecover,
  },
  {
    name: 'vault canary add',
    summary: 'Make invented people ring when somebody opens them',
    load: async () => (await import('./vault-canary-add.ts')).vaultCanaryAdd,
  },
  {
    name: 'evacuate',
    summary: 'Leave this place with everything, try it, come back from an export',
    load: async () => (await import('./evacuate.ts')).evacuate,
  },
  {
    name: 'doctor',
    summary: 'Look at the installation and say what is wrong',
    load: async () => (await import('./doctor.ts')).doctor,
  },
]

/** The command whose name the words begin with: one word (`import`), two (`audit verify`) or three (`vault canary add`). */
export function findCommand(
  first: string,
  rest: readonly string[],
): { readonly command: ListedCommand; readonly rest: readonly string[] } | undefined {
  for (let more = mostWords - 1; more >= 0; more -= 1) {
    const name = [first, ...rest.slice(0, more)].join(' ')
    const command = commands.find((one) => one.name === name)
    if (command) return { command, rest: rest.slice(more) }
  }
  return undefined
}

const mostWords = 3

/** The commands of a first word that is none by itself (`audit`). */
export function commandsOf(first: string): readonly ListedCommand[] {
  return commands.filter((command) => command.name.startsWith(`${first} `))
}

const nameWidth = 21

/** The list of commands. */
export function usage(all: readonly ListedCommand[]): string {
  const rows = all.map((command) => `  ${command.name.padEnd(nameWidth)} ${command.summary}`)
  return [
    'usage: bin/shield COMMAND [options]   (each command has --help)',
    '',
    ...rows,
    ...(all.length < commands.length
      ? []
      : [
          `  ${'bench'.padEnd(nameWidth)} Measure, and print the figures`,
          `  ${'test'.padEnd(nameWidth)} Run every check and journey`,
        ]),
  ].join('\n')
}
