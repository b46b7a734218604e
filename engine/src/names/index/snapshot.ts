import { closeSync, openSync, readSync, renameSync, rmSync, fstatSync, writeSync } from 'node:fs'

import { SnapshotFault, beginsAsSnapshot, checkedViews, sealImage } from './layout.ts'

// Node writes and reads at most 2 GB at once.
const stretch = 2 ** 30

/** Writes a segment to a file, which gets its name when it is whole. */
export function writeSnapshot(file: string, image: SharedArrayBuffer): void {
  sealImage(image)
  const part = `${file}.part`
  const bytes = new Uint8Array(image)
  const opened = openSync(part, 'w', 0o600)
  try {
    for (
      let at = 0;
      at < bytes.length;
      at += writeSync(opened, bytes, at, Math.min(stretch, bytes.length - at))
    );
    closeSync(opened)
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** Reads a segment back; throws `SnapshotFault` for what is torn, changed, of another version or none at all. */
export function readSnapshot(file: string): SharedArrayBuffer {
  const opened = openSync(file, 'r')
  try {
    const image = new SharedArrayBuffer(fstatSync(opened).size)
    const bytes = new Uint8Array(image)
    for (let at = 0; at < bytes.length;) {
      const read = readSync(opened, bytes, at, Math.min(stretch, bytes.length - at), at)
      if (read === 0) throw new SnapshotFault('the snapshot is cut short')
      at += read
    }
    checkedViews(image)
    return image
  } finally {
    closeSync(opened)
  }
}

/** Whether a file begins as a snapshot does; it may be damaged all the same. */
export function isSnapshot(file: string): boolean {
  const opened = openSync(file, 'r')
  try {
    const head = new Uint8Array(8)
    readSync(opened, head, 0, head.length, 0)
    return beginsAsSnapshot(head)
  } finally {
    closeSync(opened)
  }
}
