import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { FastifyRequest } from 'fastify'

import { newId } from '#store/identifier.ts'
import type { Node } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Upload } from '../serve.ts'

export const maxUploadBytes = 2 ** 30

/** Streams the one file of a multipart request to the node's disk; memory stays flat whatever its size. */
export async function receiveUpload(node: Node, request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem('media-type')
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
      throw new Problem('too-large')
    }
    file = { path, name: part.filename.slice(0, 200), bytes, sha256: hash.digest() }
  }
  if (!file)
    throw new Problem('body-invalid', undefined, [{ pointer: 'file', rule: 'required', hint: 'send a file' }])
  return { fields, file }
}
