/** What a screen needs of an error: an RFC 9457 problem from the node, or the silence of the network. */
export interface ShownProblem {
  readonly code: string | undefined
  readonly status: number | undefined
  readonly title: string | undefined
  readonly detail: string | undefined
  readonly requestId: string | undefined
}

export function problemOf(error: unknown): ShownProblem {
  const body =
    isObject(error) && isObject(error['problem']) ? { status: error['status'], ...error['problem'] } : error
  if (!isObject(body))
    return { code: undefined, status: undefined, title: undefined, detail: undefined, requestId: undefined }
  return {
    code: text(body['code']),
    status: typeof body['status'] === 'number' ? body['status'] : undefined,
    title: text(body['title']),
    detail: text(body['detail']),
    requestId: text(body['requestId']),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
