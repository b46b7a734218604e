import type { Config } from '../config.ts'
import { restoreNode } from '../modules/evacuation/index.ts'
import { checkFile } from './command.ts'
import { readPassphraseFile, readShares } from './evacuate-words.ts'
import { openNodeDatabase } from './open-node.ts'
import { createProgress } from './progress.ts'

interface Restoring {
  readonly file: string
  readonly share: readonly string[]
  readonly 'passphrase-file'?: string | undefined
  readonly json: boolean
}

/** Brings a node up from an export, in the place that the settings name. */
export async function restoreFrom(config: Config, restoring: Restoring): Promise<number> {
  const { file, share, json } = restoring
  await checkFile(file)
  const passphraseFile = restoring['passphrase-file']
  const opening =
    passphraseFile === undefined
      ? { shares: await readShares(share) }
      : { passphrase: await readPassphraseFile(passphraseFile) }
  const database = await openNodeDatabase(config)
  const progress = createProgress('bringing it back', { silent: json })
  try {
    const told = (done: number): void => progress.tell(done, undefined, `${(done / 1_000_000).toFixed(0)} MB`)
    const back = await restoreNode({ config, databaseUrl: database.url, file, opening, told })
    const rows = back.manifest.entries.reduce((sum, one) => sum + (one.rows ?? 0), 0)
    progress.end()
    console.log(
      json
        ? JSON.stringify({ id: back.id, rows, events: back.manifest.audit.size, hasVault: back.hasVault })
        : restoredWords(rows, back.hasVault),
    )
    return 0
  } finally {
    progress.end()
    await database.stop()
  }
}

function restoredWords(rows: number, hasVault: boolean): string {
  return [
    `The node is back: ${rows} rows. Nobody is signed in, every credential of a machine has ended, devices are to be wiped.`,
    ...(hasVault
      ? [
          'Now: vault rotate, vault copy, vault shares, for the shares that opened it were out of their envelopes.',
        ]
      : []),
    'Then serve; call the partners, who each decide to witness the log from there on (federation accept-log).',
  ].join('\n')
}
