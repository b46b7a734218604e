import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

import type { Marking, Purpose } from '@shield/core'
import type { FormatName, Mapping } from '@shield/formats'

import { newId } from '#store/identifier.ts'
import type { Node } from '../../context.ts'
import { batchFile } from './batch-file.ts'
import { createBatch } from './create-batch.ts'
import { runBatch } from './run-batch.ts'
import type { Counts } from './run-batch.ts'

export interface FileImport {
  readonly path: string
  readonly fileName: string
  readonly format: FormatName
  readonly mapping?: (Mapping & { readonly sheet?: string }) | undefined
  readonly companions?:
    | { readonly alt?: string; readonly add?: string; readonly comments?: string }
    | undefined
  readonly sourceName: string
  readonly organisation: string
  readonly marking: Marking
  readonly purpose: Purpose
  readonly person?: string | undefined
  readonly dryRun?: boolean
}

export interface ImportedFile {
  readonly id: string
  readonly state: string
  readonly counts: Counts
}

/** Imports a file at once and waits for it: the command line and the demonstration take the same way as the wizard's job. `started` gets its id. */
export async function importFile(
  node: Node,
  input: FileImport,
  options: { readonly signal?: AbortSignal; readonly started?: (batch: string) => void } = {},
): Promise<ImportedFile> {
  const wire = newId()
  const target = batchFile(node, wire)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await copyFile(input.path, target)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(target)) hash.update(chunk as Buffer)
  const { size } = await stat(target)
  await node.database.inTransaction((tx) =>
    createBatch(
      { tx, node, now: node.now(), requestId: newId() },
      {
        ...input,
        wire,
        fileHash: hash.digest(),
        bytes: size,
        person: input.person,
        state: 'queued',
        settings: { mapping: input.mapping, companions: input.companions },
      },
    ),
  )
  options.started?.(wire)
  await runBatch(node, { batch: wire }, options.signal ?? new AbortController().signal)
  const done = await node.database.pool.query<{ state: string; counts: Counts }>(
    'select state, counts from batch where wire = $1',
    [wire],
  )
  const row = done.rows[0]
  if (!row) throw new Error('the batch is gone')
  return { id: wire, state: row.state, counts: row.counts }
}
