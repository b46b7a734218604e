import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ImportView, Preview } from '@shield/contract'
import { people } from '@shield/world'

import { runBatch } from './modules/intake/index.ts'
import { createTestNode } from './testing.ts'

/** What became of one heavy file, told by the process that took it in. */
export interface HeavyResult {
  readonly name: string
  readonly status: number
  readonly preview: number
  readonly rules: readonly string[]
  readonly state?: string
  readonly counts?: ImportView['counts']
}

interface Heavy {
  readonly name: string
  readonly format: string
  readonly mapping?: object
  readonly pieces: () => Generator<string | Buffer, void>
}

const mapping = {
  key: ['id'],
  entities: [{ name: 'p', kind: 'Person', key: ['id'], columns: [{ column: 'name', property: 'name' }] }],
  links: [],
}

function* times(count: number, piece: string | Buffer): Generator<string | Buffer, void> {
  for (let at = 0; at < count; at += 1) yield piece
}

const megabyte = 'x'.repeat(2 ** 20)

const heavy: readonly Heavy[] = [
  {
    name: 'one line of 100 MB in a CSV',
    format: 'csv',
    mapping,
    pieces: function* () {
      yield 'id,name\n1,Somchai\n2,'
      yield* times(100, megabyte)
      yield '\n3,Malee\n'
    },
  },
  {
    name: 'a quotation mark that nothing closes before 20 MB',
    format: 'csv',
    mapping,
    pieces: function* () {
      yield 'id,name\n1,Somchai\n2,"open\n'
      yield* times(20, `${'y'.repeat(2 ** 16)}\n`.repeat(16))
      yield '3,Malee\n'
    },
  },
  {
    name: 'a million columns',
    format: 'csv',
    mapping,
    pieces: function* () {
      yield `id,name${','.repeat(999_998)}\n`
      for (let row = 0; row < 4; row += 1) yield `${row},Somchai${',x'.repeat(999_998)}\n`
    },
  },
  {
    name: 'a million tiny objects',
    format: 'ftm',
    pieces: function* () {
      yield '[{"id":"p1","schema":"Person","properties":{"name":["Somchai"]}}'
      yield* times(1000, ',{}'.repeat(1000))
      yield ']'
    },
  },
  {
    name: 'a depth of a million',
    format: 'stix',
    pieces: function* () {
      yield '{"type":"bundle","objects":['
      yield '['.repeat(1_000_000)
      yield ']'.repeat(1_000_000)
      yield ',{"type":"tool","id":"tool--00000000-0000-4000-8000-000000000001","name":"T"}]}'
    },
  },
  {
    name: 'records of eight megabytes each',
    format: 'stix',
    pieces: function* () {
      yield '{"type":"bundle","objects":['
      for (let at = 0; at < 8; at += 1) {
        yield `${at === 0 ? '' : ','}{"type":"tool","id":"tool--00000000-0000-4000-8000-0000000000${at + 10}","name":"T","x_long":["`
        yield* times(2, megabyte.repeat(4).slice(0, 4_000_000) + '","')
        yield 'end"]}'
      }
      yield ']}'
    },
  },
  {
    name: 'an event of ten thousand long attributes',
    format: 'misp',
    pieces: function* () {
      yield '{"Event":{"uuid":"5f000000-0000-4000-8000-999999999999","info":"x","Attribute":['
      for (let at = 0; at < 10_000; at += 1)
        yield `${at === 0 ? '' : ','}{"uuid":"5f000000-0000-4000-8000-${String(at).padStart(12, '0')}","type":"comment","category":"Other","timestamp":"1700000000","comment":"${'c'.repeat(3000)}","deleted":true}`
      yield ']}}'
    },
  },
  {
    name: 'an element of 20 MB in a list of the United Nations',
    format: 'un',
    pieces: function* () {
      yield '<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><COMMENTS1>'
      yield* times(20, megabyte)
      yield '</COMMENTS1></INDIVIDUAL><INDIVIDUAL><REFERENCE_NUMBER>TRi.1</REFERENCE_NUMBER><FIRST_NAME>SOMCHAI</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>'
    },
  },
  {
    name: 'a line of 20 MB in a list of domains',
    format: 'scam-list',
    pieces: function* () {
      yield 'a.example\n'
      yield* times(20, megabyte)
      yield '\nb.example\n'
    },
  },
]

/** Takes every heavy file in through the door of a node of its own, and prints what became of each and how much memory it took. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shield-heavy-'))
  const node = await createTestNode('th')
  try {
    const address = await node.app.listen({ host: '127.0.0.1', port: 0 })
    const analyst = people.find((one) => one.organisation === 'th-aht' && one.roles[0] === 'analyst')
    if (!analyst) throw new Error('no analyst')
    const headers = await node.signIn(analyst, 'investigation')
    for (const file of heavy) {
      const path = join(folder, 'file')
      await writeFile(path, file.pieces())
      const form = new FormData()
      for (const [name, value] of [
        ['source', file.name],
        ['marking', 'agency'],
        ['format', file.format],
      ] as const)
        form.set(name, value)
      form.set('file', await openAsBlob(path), 'file')
      const ask = async (path_: string, body: unknown): Promise<{ status: number; reply: unknown }> => {
        const isForm = body instanceof FormData
        const answer = await fetch(`${address}/api/v1${path_}`, {
          method: 'POST',
          headers: isForm ? headers : { ...headers, 'content-type': 'application/json' },
          body: isForm ? body : JSON.stringify(body),
        })
        return { status: answer.status, reply: await answer.json() }
      }
      const uploaded = await ask('/imports', form)
      const { id } = uploaded.reply as ImportView
      const asked = file.mapping === undefined ? {} : { mapping: file.mapping }
      const preview = await ask(`/imports/${id}/preview`, asked)
      await ask(`/imports/${id}/start`, { dryRun: false, ...asked })
      await runBatch(node.node, { batch: id }, new AbortController().signal)
      const done = await fetch(`${address}/api/v1/imports/${id}`, { headers })
      const view = (await done.json()) as ImportView
      const defects = (preview.reply as Preview).defects ?? []
      const result: HeavyResult = {
        name: file.name,
        status: uploaded.status,
        preview: preview.status,
        rules: [...new Set(defects.map((defect) => defect.rule))],
        state: view.state,
        ...(view.counts ? { counts: view.counts } : {}),
      }
      console.log(JSON.stringify(result))
    }
  } finally {
    await node.close()
    await rm(folder, { recursive: true, force: true })
  }
  console.log(
    JSON.stringify({ name: 'memory', megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }),
  )
}

if (import.meta.main) await main()
