/** What a call carries: names in the path, filters, a body. Undefined filters are left out. */
export interface Input {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A file that a route answers with. */
export interface LoadedFile {
  readonly name: string
  readonly content: Blob
}

/** A call of one route of the node's API. Throws the node's problem document; an answer that is none throws as silence. */
export function route<T>(method: Method, path: string): (input: Input) => Promise<T> {
  return async (input) => {
    const reply = await fetch(addressOf(path, input), {
      method,
      credentials: 'same-origin',
      headers: headersOf(method, input),
      ...(input.body === undefined
        ? {}
        : { body: input.body instanceof FormData ? input.body : JSON.stringify(input.body) }),
    })
    const body = await bodyOf(reply)
    if (!reply.ok)
      throw Object.assign(new Error(`answered ${reply.status}`), { problem: body, status: reply.status })
    return body as T
  }
}

/** What an answer holds: nothing, a file where it is sent as one, or JSON. */
async function bodyOf(reply: Response): Promise<unknown> {
  if (reply.status === 204) return undefined
  const file = /^attachment; filename\*=UTF-8''(.+)$/.exec(reply.headers.get('content-disposition') ?? '')
  if (file === null) return reply.json()
  return { name: decodeURIComponent(file[1] ?? ''), content: await reply.blob() } satisfies LoadedFile
}

/** Where a route is, its path and filters filled in. */
export function addressOf(path: string, { params = {}, query = {} }: Input): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const filters = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return `/api/v1${filled}${filters.length === 0 ? '' : `?${new URLSearchParams(filters)}`}`
}

export function headersOf(method: Method, input: Input): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-language': document.documentElement.lang,
    ...(input.body === undefined || input.body instanceof FormData
      ? {}
      : { 'content-type': 'application/json' }),
    // Sent again by a shaky line, a creating request must not create twice.
    ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
  }
}
