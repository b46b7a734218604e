import type { Hash } from './merkle.ts'

/** One event in its place. */
export interface LogEntry {
  readonly sequence: number
  readonly event: Uint8Array
  /** What the source itself finds wrong with it. */
  readonly fault?: string
}

/** A log to be checked: a folder that somebody took away, or a database. */
export interface LogSource {
  /** Every signed head, in any order. */
  heads(): AsyncIterable<string>
  /** Events in the order of their places. */
  entries(): AsyncIterable<LogEntry>
  /** The stored hashes of a tile; undefined where there is none. */
  tile(level: number, number: number, width: number): Promise<readonly Hash[] | undefined>
  /** A folder keeps tiles that are not full as well; a database only full ones. */
  readonly keepsPartialTiles: boolean
}
