import { paths } from '@shield/contract/paths'

import { addressOf, headersOf } from './call.ts'
import type { ImportView } from './wire.ts'

export { maxUploadBytes } from '@shield/contract/paths'

export interface Sent {
  readonly bytes: number
  readonly total: number
}

interface Sending {
  readonly signal: AbortSignal
  readonly tell: (sent: Sent) => void
}

/** Uploads a file to import and tells how much of it has left; fetch can't. Throws as every call does, or the signal's reason. */
export function uploadImport(form: FormData, { signal, tell }: Sending): Promise<ImportView> {
  const [method, path] = paths.importUpload
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, addressOf(path, {}))
    request.responseType = 'json'
    for (const [name, value] of Object.entries(headersOf(method, { body: form })))
      request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => tell({ bytes: loaded, total })
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(request.response as ImportView)
      const { status, response } = request
      reject(Object.assign(new Error(`answered ${status}`), { problem: response as unknown, status }))
    }
    request.onerror = () => reject(new TypeError('the node did not answer'))
    request.onabort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}
