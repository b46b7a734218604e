import type { TSchema } from 'typebox'
import { ProblemDocument } from '@shield/contract'

import type { Served } from '../serve.ts'

type Json = Record<string, unknown>

/** OpenAPI 3.1 from the routes that are really on the air. */
export function openApi(served: readonly Served[], node: string): Json {
  const paths: Record<string, Json> = {}
  for (const { route, needs } of served) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`
    const { shapes } = route
    const good = shapes.reply
      ? { description: 'The answer', content: { 'application/json': { schema: shapes.reply } } }
      : { description: 'Done' }
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = {
      operationId: route.name,
      summary: shapes.summary,
      'x-policy-action': needs,
      parameters: [...parameters('path', shapes.params), ...parameters('query', shapes.query)],
      ...(shapes.body
        ? { requestBody: { required: true, content: { 'application/json': { schema: shapes.body } } } }
        : {}),
      responses: {
        [shapes.reply || shapes.transfer ? '200' : '204']: good,
        default: {
          description: 'A problem (RFC 9457)',
          content: { 'application/problem+json': { schema: ProblemDocument } },
        },
      },
    }
  }
  return { openapi: '3.1.0', info: { title: `SHIELD node ${node}`, version: '1' }, paths }
}

function parameters(place: 'path' | 'query', schema: TSchema | undefined): readonly Json[] {
  const object = schema as { properties?: Record<string, unknown>; required?: string[] } | undefined
  return Object.entries(object?.properties ?? {}).map(([name, type]) => ({
    name,
    in: place,
    required: place === 'path' || (object?.required ?? []).includes(name),
    schema: type,
  }))
}
