/** What a screen needs of an error: an RFC 9457 problem from the node, or the silence of the network. */
export interface ShownProblem {
  readonly code: string | undefined
  readonly status: number | undefined
  readonly title: string | undefined
  readonly detail: string | undefined
  readonly requestId: string | undefined
  /** The places in what was sent that are at fault, each with what to do. */
  readonly pointers: readonly ShownPointer[]
}

export interface ShownPointer {
  readonly pointer: string
  readonly hint: string
}

export function problemOf(error: unknown): ShownProblem {
  const body =
    isObject(error) && isObject(error['problem']) ? { status: error['status'], ...error['problem'] } : error
  if (!isObject(body))
    return {
      code: undefined,
      status: undefined,
      title: undefined,
      detail: undefined,
      requestId: undefined,
      pointers: [],
    }
  return {
    code: text(body['code']),
    status: typeof body['status'] === 'number' ? body['status'] : undefined,
    title: text(body['title']),
    detail: text(body['detail']),
    requestId: text(body['requestId']),
    pointers: Array.isArray(body['pointers']) ? body['pointers'].filter(isPointer) : [],
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isPointer(value: unknown): value is ShownPointer {
  return isObject(value) && typeof value['pointer'] === 'string' && typeof value['hint'] === 'string'
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
