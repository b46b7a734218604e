import { readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Node } from '../context.ts'
import type { Tx } from '../store/database.ts'
import { logVerifier } from './log-name.ts'
import { openCheckpoint } from './note.ts'

type Witness = Pick<Node, 'name' | 'config'>

const ending = '.checkpoint'

/** Keeps the newest head outside the database, so that a database put back to an older day is noticed. */
export async function keepHead(node: Witness, note: string): Promise<void> {
  const file = newestFile(node)
  // A process that ends in the middle must not leave half a head.
  await writeFile(`${file}.new`, note, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** Every head kept outside the database: the newest, and those that a later history contradicted. */
export async function keptHeads(node: Witness): Promise<readonly string[]> {
  const names = await readdir(node.config.dataFolder).catch(() => [])
  const own = names.filter((name) => name.startsWith(`audit-${node.name}.`) && name.endsWith(ending))
  return Promise.all(own.toSorted().map((name) => readFile(join(node.config.dataFolder, name), 'utf8')))
}

/**
 * A kept head that the database does not know means that the database was put back or rewritten. The log goes on, because
 * what happens now must be written down too, but the head stays as a witness beside the next one, and every check fails on it.
 */
export async function setAsideContradicted(tx: Tx, node: Node): Promise<void> {
  const note = await readFile(newestFile(node), 'utf8').catch(() => undefined)
  if (note === undefined) return
  const known = await tx.client.query('select 1 from audit_checkpoint where note = $1', [note])
  if (known.rowCount !== 0) return
  const size = sizeOf(note, node)
  const aside = join(node.config.dataFolder, `audit-${node.name}.contradicted-${size}-${Date.now()}${ending}`)
  await rename(newestFile(node), aside)
  node.log.error(
    { kept: aside },
    'the audit log of this database contradicts the head kept in the data folder: it was rolled back or rewritten',
  )
}

function newestFile(node: Witness): string {
  return join(node.config.dataFolder, `audit-${node.name}${ending}`)
}

function sizeOf(note: string, node: Node): string {
  try {
    return String(openCheckpoint(note, logVerifier(node)).size)
  } catch {
    return 'unreadable'
  }
}
