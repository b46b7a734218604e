import assert from 'node:assert/strict'

import type { Routes } from '@shield/contract'
import { routes } from '@shield/contract'
import type { Input, Reply, Route, RouteName } from '@shield/contract'

import type { TestNode } from './testing.ts'

type Shapes<N extends RouteName> = Routes[N] extends Route<infer S> ? S : never

interface Asked {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

/** Asks a route of a test node as a person would, and gives status and text whatever they are. */
export async function ask(
  node: TestNode,
  headers: Record<string, string>,
  name: RouteName,
  input: { readonly params?: object; readonly query?: object; readonly body?: unknown } = {},
): Promise<Asked> {
  const { method, path } = routes[name]
  const filled = path.replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(String((input.params as Record<string, string>)[key])),
  )
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  )
  const answer = await node.app.inject({
    method,
    url: `/api/v1${filled}${query.size === 0 ? '' : `?${query}`}`,
    headers: { 'accept-language': 'en', ...headers },
    ...(input.body === undefined ? {} : { payload: input.body as object }),
  })
  return { status: answer.statusCode, headers: answer.headers, text: answer.body }
}

/** The same, for answers that must be good: gives the reply as the contract types it. */
export async function get<N extends RouteName>(
  node: TestNode,
  headers: Record<string, string>,
  name: N,
  input: Partial<Input<Shapes<N>>> = {},
): Promise<Reply<Shapes<N>>> {
  const answer = await ask(node, headers, name, input as { params?: object; query?: object; body?: unknown })
  assert.ok(
    answer.status === 200 || answer.status === 204,
    `${name} answered ${answer.status}: ${answer.text}`,
  )
  return (answer.text === '' ? undefined : JSON.parse(answer.text)) as Reply<Shapes<N>>
}

/** Uploads a file by multipart. */
export async function upload(
  node: TestNode,
  headers: Record<string, string>,
  fields: Readonly<Record<string, string>>,
  file: { readonly name: string; readonly content: string | Uint8Array },
): Promise<Asked> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([file.content as Uint8Array<ArrayBuffer>]), file.name)
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const answer = await node.app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { ...headers, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, headers: answer.headers, text: answer.body }
}
