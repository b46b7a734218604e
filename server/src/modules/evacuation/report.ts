import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { auditOrigin, signNote, verifierKey } from '../../audit/index.ts'
import type { Config } from '../../config.ts'
import { keyPairOf } from '../../keys.ts'
import { writeWhole } from '../vault/index.ts'
import { reportName, stagesOf } from './journal.ts'
import type { Exported, Journal } from './journal.ts'
import { keyFolder } from './places.ts'

/**
 * What was done, for whoever has to account for it: signed by the node's audit key (C2SP signed note), which partners know. Names
 * the node and codes of partners, and nobody. Gives the path.
 */
export async function writeReport(config: Config, folder: string, journal: Journal): Promise<string> {
  const { privateKey, publicKey } = keyPairOf(await readFile(join(keyFolder(config), 'audit.pem'), 'utf8'))
  const origin = auditOrigin(config.node)
  const text = reportText(journal, verifierKey({ origin, key: publicKey }))
  const file = join(folder, reportName(journal))
  await writeWhole(file, signNote(text, origin, { privateKey, publicKey }))
  return file
}

function reportText(journal: Journal, key: string): string {
  const { exported: made } = journal
  const took = stagesOf(journal.kind).flatMap((stage) => {
    const seconds = journal.took[stage]
    return seconds === undefined ? [] : [`  ${stage.padEnd(8)} ${seconds.toFixed(1)} s`]
  })
  return [
    journal.kind === 'real' ? 'SHIELD: evacuation' : 'SHIELD: evacuation drill',
    `node: ${journal.node}`,
    `order: ${journal.id}`,
    `ended: ${new Date().toISOString()}`,
    ...(made
      ? [
          `export: ${made.file}, ${made.bytes} bytes`,
          `SHA-256: ${made.sha256}`,
          `opens with: ${opensWith(made).join('; ')}`,
          `holds: ${made.rows} rows of ${made.tables} tables, ${made.files} files; read back and equal`,
          `audit: ${made.audit.size} events, root ${made.audit.root}`,
        ]
      : []),
    'stages:',
    ...took,
    ...(journal.kind === 'real'
      ? realLines(journal)
      : ['The export was brought back beside the node, compared and destroyed; the node went on.']),
    ...journal.left.map((one) => `left to do: ${one}`),
    `verifier key: ${key}`,
    '',
  ].join('\n')
}

const opensWith = ({ shares, hasPassphrase }: Exported): readonly string[] => [
  ...(shares === undefined ? [] : [`3 of 5 recovery shares of generation ${shares}`]),
  ...(hasPassphrase ? ['its passphrase'] : []),
]

function realLines({ partners }: Journal): readonly string[] {
  return [
    'Every session, link and credential of a machine was ended, and every device that carries people ordered to be wiped.',
    'The keys of persons and of the node were destroyed, the database and the data folder wiped.',
    'Written over does not mean gone on a disk that moves its blocks (SSD): what counts is that the keys are destroyed.',
    ...(partners.length === 0 ? [] : [`partners to be called: ${partners.join(', ')}`]),
  ]
}
