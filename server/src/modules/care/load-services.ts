import type { ServiceEntry, ServiceFile, ServiceFileOutcome } from '@shield/contract'
import { detectFormat } from '@shield/formats'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { readServiceFile } from './read-service-file.ts'
import { addService, noReceiver, receiverCodes, writeVersion } from './service.ts'

/**
 * Takes a directory from a file: new keys are added, changed lines become a new version, equal ones stay. A service that
 * the file does not name stays too. One fault and nothing is taken.
 */
export async function loadServices(
  ctx: Context,
  { name, content }: ServiceFile,
): Promise<ServiceFileOutcome> {
  const bytes = Buffer.from(content, 'base64')
  if (detectFormat(bytes.subarray(0, 65_536), name) !== 'csv') throw new Problem('format-unknown', noTable)
  const { entries, faults } = readServiceFile(bytes)
  const receivers = await receiverCodes(ctx)
  const strangers = entries.flatMap(({ line, entry }) =>
    entry.organisation === undefined || receivers.has(entry.organisation)
      ? []
      : [{ line, column: 'organisation', hint: noReceiver }],
  )
  const counts = { made: 0, changed: 0, same: 0 }
  const wrong = [...faults, ...strangers]
  if (wrong.length === 0) for (const { entry } of entries) counts[await takeService(ctx, entry)] += 1
  await audit(ctx, { action: 'service.loaded', detail: { ...counts, faults: wrong.length } })
  return { ...counts, faults: wrong.slice(0, 100) }
}

async function takeService(ctx: Context, entry: ServiceEntry): Promise<'made' | 'changed' | 'same'> {
  const found = await ctx.tx.client.query<{ id: string; version: number; is_same: boolean }>(
    'select id, version, body = $2::jsonb as is_same from service where key = $1 for update',
    [entry.key, JSON.stringify(entry)],
  )
  const known = found.rows[0]
  if (known?.is_same) return 'same'
  if (!known) {
    await addService(ctx, entry)
    return 'made'
  }
  await writeVersion(ctx, { id: known.id, version: known.version + 1, entry })
  return 'changed'
}

const noTable = { en: 'Choose a table as CSV', th: 'โปรดเลือกไฟล์ตารางแบบ CSV' }
