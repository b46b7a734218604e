import type { WorldFile } from './world.ts'

/** A record of a finished file: its key, and its cells or first values by name. For tests and benches. */
export interface ReadBack {
  readonly key: string
  readonly cells: Readonly<Record<string, string>>
}

/** Reads a file of the world back, by rules of its own and not by the writer's. */
export function recordsOf(file: WorldFile): ReadBack[] {
  if (file.format === 'ftm') {
    return file.text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const entity = JSON.parse(line) as { id: string; properties: Record<string, string[]> }
        const cells = Object.entries(entity.properties).map(([name, values]) => [name, values[0] ?? ''])
        return { key: entity.id, cells: Object.fromEntries(cells) as Record<string, string> }
      })
  }
  if (file.format === 'stix') {
    const bundle = JSON.parse(file.text) as { objects: { id: string; name?: string }[] }
    return bundle.objects.map((object) => ({ key: object.id, cells: { name: object.name ?? '' } }))
  }
  const [header = [], ...rows] = tableOf(file.text)
  return rows.map((row) => {
    const cells = Object.fromEntries(header.map((column, index) => [column, row[index] ?? '']))
    return { key: (file.mapping?.key ?? []).map((column) => cells[column] ?? '').join('|'), cells }
  })
}

function tableOf(text: string): string[][] {
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        (found) => found[1]?.replaceAll('""', '"') ?? found[2] ?? '',
      ),
    )
}
