import type { Client } from '#store/database.ts'
import { Problem } from '../../../problem.ts'

// Each source has a lock of its own beside this number.
const lock = 7438011

const busy = {
  en: 'Another import of this source is being written. Try again when it has ended.',
  th: 'กำลังนำเข้าข้อมูลจากแหล่งเดียวกันอยู่ โปรดลองใหม่เมื่อเสร็จสิ้น',
}

/** One transaction at a time writes a source: each record is decided against what stands. Tells whether it is this one. */
export async function tryHoldSource(client: Client, source: number): Promise<boolean> {
  const found = await client.query<{ held: boolean }>(
    'select pg_try_advisory_xact_lock($1, $2::integer) as held',
    [lock, source],
  )
  return found.rows[0]?.held === true
}

/** Waits for its turn as long as for any lock, then answers that somebody else writes. */
export async function holdSource(client: Client, source: number): Promise<void> {
  try {
    await client.query('select pg_advisory_xact_lock($1, $2::integer)', [lock, source])
  } catch (error) {
    const lockNotAvailable = '55P03'
    if (error instanceof Error && 'code' in error && error.code === lockNotAvailable)
      throw new Problem('conflict', busy)
    throw error
  }
}
