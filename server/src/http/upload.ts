import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { FastifyRequest } from 'fastify'
import { maxUploadBytes } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import type { Node } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Upload } from '../serve.ts'

// Boundaries and the small fields around the file.
const envelopeBytes = 2 ** 20

/** Streams the one file of a multipart request to the node's disk; memory stays flat whatever its size. */
export async function receiveUpload(node: Node, request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem('media-type')
  // Said before the first byte is read, not after a gigabyte of them.
  if (Number(request.headers['content-length'] ?? 0) > maxUploadBytes + envelopeBytes) throw tooLarge()
  const folder = join(node.config.dataFolder, 'uploads', node.name)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const fields: Record<string, string> = {}
  let file: Upload['file'] | undefined
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value)
      continue
    }
    const path = join(folder, newId())
    const hash = createHash('sha256')
    let bytes = 0
    const count = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        hash.update(chunk)
        bytes += chunk.length
        done(undefined, chunk)
      },
    })
    await pipeline(part.file, count, createWriteStream(path, { mode: 0o600 }))
    if (part.file.truncated) {
      await rm(path, { force: true })
      throw tooLarge()
    }
    file = { path, name: part.filename.slice(0, 200), bytes, sha256: hash.digest() }
  }
  if (!file)
    throw new Problem('body-invalid', undefined, [
      { pointer: 'file', rule: 'required', hint: { en: 'Choose a file.', th: 'เลือกไฟล์' } },
    ])
  return { fields, file }
}

function tooLarge(): Problem {
  const size = maxUploadBytes / 2 ** 30
  const hint = {
    en: `A file may have at most ${size} GB. Split it and import the parts one after the other.`,
    th: `ไฟล์ต้องไม่เกิน ${size} GB ให้แบ่งไฟล์แล้วนำเข้าทีละส่วน`,
  }
  return new Problem('too-large', hint, [{ pointer: 'file', rule: 'size', hint }])
}
