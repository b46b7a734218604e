/** An address as MISP's framework cuts it: `/events/view/UUID/deleted[]:0/deleted[]:1.json`. */
export interface Address {
  /** `events/view`, in small letters and without the underscores that some versions write. */
  readonly act: string
  readonly args: readonly string[]
  readonly named: Readonly<Record<string, readonly string[]>>
}

export function readAddress(path: string): Address {
  const pieces = path
    .replace(/\.json$/, '')
    .split('/')
    .filter((piece) => piece !== '')
    .map(decoded)
  const [controller = '', action = 'index', ...rest] = pieces
  const named: Record<string, string[]> = {}
  const args: string[] = []
  for (const piece of rest) {
    const colon = piece.indexOf(':')
    if (colon < 0) args.push(piece)
    else (named[piece.slice(0, colon)] ??= []).push(piece.slice(colon + 1))
  }
  const act = `${controller.replaceAll('_', '')}/${action}`.toLowerCase()
  return { act, args, named }
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return piece
  }
}

/** A body that came packed (brotli or gzip) has no more bytes than this when it is unpacked. */
export const mostBytes = 256 * 2 ** 20
