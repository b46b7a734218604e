import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { AgreementBody } from '@shield/contract'
import { generateWorld, organisations, people } from '@shield/world'
import type { World, WorldFile } from '@shield/world'
import Papa from 'papaparse'
import writeWorkbook from 'write-excel-file/node'

import type { Node } from '../context.ts'
import { addAgreement, addPeer, everyKind, everyProperty, signAgreement } from '../modules/exchange/index.ts'
import { addOrganisation, addPerson } from '../modules/identity/index.ts'
import { importFile, templateMarking } from '../modules/intake/index.ts'
import type { FileImport } from '../modules/intake/index.ts'
import { enqueue } from '../store/enqueue.ts'
import { newId } from '../store/identifier.ts'
import type { Progress } from './progress.ts'
import { watchImport } from './watch-import.ts'

/** The world everybody gets to see. Made once in a process: it takes a second. */
export const demonstrationWorld: () => World = once(() => generateWorld({ seed: 1, scale: 1 }))

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** The invented agencies and people of a node, once. */
export async function addDemonstrationPeople(node: Node): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: newId() }
    for (const organisation of organisations) await addOrganisation(visit, organisation)
    const own = new Set(organisations.filter((one) => one.node === node.name).map((one) => one.code))
    for (const person of people.filter((one) => own.has(one.organisation))) await addPerson(visit, person)
  })
}

interface Loading {
  readonly tell: (line: string) => void
  readonly progress: Progress
}

/** Imports the invented agencies' files into a node, each once, the way every file comes in. Tells how many records are there. */
export async function loadDemonstrationFiles(node: Node, loading: Loading): Promise<void> {
  const world = demonstrationWorld()
  const folder = await mkdtemp(join(tmpdir(), 'shield-world-'))
  try {
    for (const file of world.files.filter((one) => one.node === node.name)) {
      const bytes = await bytesOf(file)
      if (await isLoaded(node, file, bytes)) continue
      const path = join(folder, randomUUID())
      await writeFile(path, bytes, { mode: 0o600 })
      await loadFile(node, file, path, loading)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function loadFile(node: Node, file: WorldFile, path: string, loading: Loading): Promise<void> {
  const { tell, progress } = loading
  const owner = organisations.find((one) => one.code === file.organisation)
  if (!owner) throw new Error(`nobody owns ${file.name}`)
  let stopWatching = (): Promise<void> => Promise.resolve()
  const started = (batch: string): void => {
    stopWatching = watchImport(node, batch, progress)
  }
  const input: FileImport = {
    path,
    fileName: file.name,
    format: file.format === 'xlsx-as-csv' ? 'xlsx' : file.format,
    ...(file.mapping ? { mapping: file.mapping } : {}),
    sourceName: file.source,
    organisation: file.organisation,
    marking: templateMarking(
      file.marking,
      { node: node.name, organisation: owner.code, organisationKind: owner.kind },
      file.caseReference,
    ),
    purpose: owner.kind === 'social' || owner.kind === 'ngo' ? 'victim-protection' : 'investigation',
  }
  try {
    const { state, counts } = await importFile(node, input, { started })
    if (state !== 'done') throw new Error(`${file.name} could not be imported: ${state}`)
    await stopWatching()
    tell(`  ${node.name}: ${file.name}: ${counts.new} records`)
  } finally {
    await stopWatching()
  }
}

async function isLoaded(node: Node, file: WorldFile, bytes: Uint8Array): Promise<boolean> {
  const hash = createHash('sha256').update(bytes).digest()
  const found = await node.database.pool.query(
    `select 1 from batch where organisation = $1 and file_name = $2 and state in ('done', 'undone') and (file_hash = $3 or format = 'xlsx')`,
    [file.organisation, file.name, hash],
  )
  return found.rowCount !== 0
}

async function bytesOf(file: WorldFile): Promise<Uint8Array> {
  if (file.encoding === 'windows-874') return windows874(file.text)
  if (file.format !== 'xlsx-as-csv') return Buffer.from(file.text)
  const rows = Papa.parse<string[]>(file.text, { skipEmptyLines: true }).data
  const workbook = writeWorkbook(rows.map((row) => row.map((value) => ({ value, type: String }))))
  return workbook.toBuffer()
}

/** Thai letters lie at 0xA1 in Windows-874 and at U+0E01 in Unicode, in the same order. */
function windows874(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0)
    if (code < 0x80) return code
    return code >= 0x0e01 && code <= 0x0e5b ? code - 0x0e01 + 0xa1 : 0x3f
  })
}

const agreementId = '019b7615-6c00-7000-8000-0000000a0001'

export const partnerNames = {
  th: { en: 'Thailand (training)', th: 'ไทย (ฝึกอบรม)' },
  ph: { en: 'Philippines (training)', th: 'ฟิลิปปินส์ (ฝึกอบรม)' },
}

/** Makes the two demonstration nodes partners: keys, addresses, and an agreement both have signed. */
export async function makePartners(
  nodes: readonly { readonly node: Node; readonly address: string }[],
): Promise<void> {
  const body: AgreementBody = {
    id: agreementId,
    version: 1,
    parties: ['th', 'ph'],
    title: {
      en: 'Training agreement on trafficking and scam compounds',
      th: 'ข้อตกลงฝึกอบรมว่าด้วยการค้ามนุษย์และแหล่งสแกม',
    },
    kinds: everyKind,
    properties: everyProperty,
    purposes: ['investigation', 'prosecution', 'exchange', 'victim-protection', 'consular-return'],
    legalBasis: 'Training agreement, article 4',
    onward: false,
    matching: {
      identifiers: ['phone', 'account', 'wallet', 'document', 'email', 'domain', 'plate'],
      purposes: ['investigation', 'prosecution'],
      quota: { person: 500, case: 1000, node: 5000 },
    },
    validFrom: '2026-01-01',
    validUntil: '2030-12-31',
  }
  const signatures = await Promise.all(
    nodes.map(async ({ node }) => [node.name, await signAgreement(node, body)] as const),
  )
  for (const { node } of nodes) {
    const other = nodes.find((one) => one.node !== node)
    if (!other) continue
    await node.database.inTransaction(async (tx) => {
      const visit = { tx, node, now: node.now(), requestId: newId() }
      await addPeer(visit, {
        node: other.node.name,
        name: partnerNames[other.node.name as keyof typeof partnerNames],
        address: other.address,
        publicKey: other.node.keys.envelope.publicKey.export({ format: 'jwk' }),
        encryptionKey: other.node.keys.encryption.publicKey.export({ format: 'jwk' }),
      })
      const of = (name: string): string => signatures.find(([signer]) => signer === name)?.[1] ?? ''
      const known = await tx.db
        .selectFrom('agreement')
        .select('id')
        .where('id', '=', agreementId)
        .executeTakeFirst()
      if (!known) await addAgreement(visit, body, { ours: of(node.name), theirs: of(other.node.name) })
      // So that a partner can be asked at once, and not from the next hour on.
      await enqueue(tx, 'matching.publish', {}, { key: 'matching.publish' })
    })
  }
}
