import type { PackageItem, PersonIdentity } from '@shield/contract'
import { triageFields } from '@shield/core'
import type { TriageField } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem, faultAt } from '../../problem.ts'
import { answersOf } from '../interview/index.ts'
import { openForReason, triageShape } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { today } from './person.ts'
import { findContactRules, rulesShape } from './write-contact.ts'

const identityFields = ['names', 'born', 'citizenships', 'documents', 'phones'] as const
type IdentityField = (typeof identityFields)[number]

/** Which facts there are to choose from, without a value. What of an identity is known is told when it is opened. */
export async function factKeysOf(ctx: Context, person: PersonRow): Promise<string[]> {
  const told = await answersOf(ctx, person.code)
  return [
    ...(person.identity_id ? identityFields.map((field) => `identity.${field}`) : []),
    ...triageFields.filter((field) => person.triage[field] !== undefined).map((field) => `triage.${field}`),
    ...told.map(({ indicator }) => `answer.${indicator}`),
    ...((await latestCertificate(ctx, person.code)) ? ['certificate'] : []),
    ...((await findContactRules(ctx, person.code)) ? ['contact'] : []),
  ]
}

interface Chosen {
  readonly keys: readonly string[]
  readonly reason: string
}

/** The chosen facts with their values as they are now: one item a fact. What is not known is refused by its place. */
export async function collectFacts(
  ctx: Context,
  person: PersonRow,
  { keys, reason }: Chosen,
): Promise<readonly PackageItem[]> {
  const words = await openChosen(ctx, person, { keys, reason })
  const items: PackageItem[] = []
  for (const [index, key] of keys.entries()) {
    const item = await factOf(ctx, person, { key, words })
    if (!item)
      throw faultAt(`/items/${index}`, {
        en: 'nothing is known here: leave it out',
        th: 'ยังไม่มีข้อมูลนี้ โปรดเอาออก',
      })
    items.push({ key, ...item })
  }
  return items
}

interface Opened {
  readonly identity: PersonIdentity | undefined
  readonly answers: ReadonlyMap<string, NonNullable<PackageItem['answer']>>
}

/** Everything sealed that was chosen, by one question to the vault. */
async function openChosen(ctx: Context, person: PersonRow, { keys, reason }: Chosen): Promise<Opened> {
  const wantsIdentity = keys.some((key) => key.startsWith('identity.')) && person.identity_id !== null
  if (wantsIdentity) permit(ctx, 'identity.open', 'node')
  const answers = (await answersOf(ctx, person.code)).filter(({ indicator }) =>
    keys.includes(`answer.${indicator}`),
  )
  const ids = [
    ...(wantsIdentity && person.identity_id ? [person.identity_id] : []),
    ...answers.flatMap((row) => [row.words_id, row.translation_id].filter((id) => id !== null)),
  ]
  const opened = ids.length === 0 ? [] : await openForReason(ctx, person.code, { ids, reason })
  const textOf = (id: string | null): string | undefined => {
    if (id === null) return undefined
    const found = opened.find((one) => one.id === id)
    if (!found?.body) throw new Problem('conflict', lost)
    return Buffer.from(found.body).toString('utf8')
  }
  const identity = wantsIdentity ? textOf(person.identity_id) : undefined
  if (identity !== undefined)
    await audit(ctx, { action: 'identity.opened', object: person.code, detail: { part: 'identity' } })
  return {
    identity: identity === undefined ? undefined : (JSON.parse(identity) as PersonIdentity),
    answers: new Map(
      answers.map((row) => {
        const [said, translation] = [textOf(row.words_id), textOf(row.translation_id)]
        return [
          row.indicator,
          {
            indicator: row.indicator,
            value: row.value,
            ...(said === undefined ? {} : { words: said, language: row.words_language ?? 'und' }),
            ...(translation === undefined ? {} : { translation }),
          },
        ]
      }),
    ),
  }
}

async function factOf(
  ctx: Context,
  person: PersonRow,
  { key, words }: { readonly key: string; readonly words: Opened },
): Promise<Omit<PackageItem, 'key'> | undefined> {
  const [group = '', field = ''] = key.split('.')
  if (group === 'identity') return identityFact(words.identity, field as IdentityField)
  if (group === 'triage') {
    const value = person.triage[field as TriageField]
    return value === undefined ? undefined : { triage: triageShape({ [field]: value }) }
  }
  if (group === 'answer') {
    const answer = words.answers.get(field)
    return answer && { answer }
  }
  if (group === 'certificate') {
    const certificate = await latestCertificate(ctx, person.code)
    return certificate && { certificate }
  }
  const standing = await findContactRules(ctx, person.code)
  return standing && { contact: rulesShape(standing.rules) }
}

function identityFact(
  identity: PersonIdentity | undefined,
  field: IdentityField,
): Omit<PackageItem, 'key'> | undefined {
  const value = identityFields.includes(field) ? identity?.[field] : undefined
  return value === undefined || value.length === 0 ? undefined : { identity: { [field]: value } }
}

async function latestCertificate(
  ctx: Context,
  code: string,
): Promise<NonNullable<PackageItem['certificate']> | undefined> {
  const found = await ctx.tx.client.query<NonNullable<PackageItem['certificate']>>(
    `select travel, interview, needs_rest as "needsRest", valid_until as "validUntil" from health_certificate
     where code = $1 and valid_until >= $2 order by issued_on desc, id desc limit 1`,
    [code, today(ctx)],
  )
  return found.rows[0]
}

const lost = { en: 'This was erased and stays so', th: 'ข้อมูลนี้ถูกลบแล้วและไม่นำกลับมา' }
