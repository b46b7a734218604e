import { readFile } from 'node:fs/promises'

import type { RetentionRules } from '@shield/contract'
import type { RetentionLaw } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context, Visit } from '../../context.ts'
import { findCountry } from '../words/index.ts'

let shipped: Promise<RetentionLaw> | undefined

/** The rules of the country as an administrator loaded them (`bin/shield words load`), else those that this release ships as a draft. */
export async function retentionLaw(visit: Pick<Visit, 'tx' | 'node'>): Promise<RetentionLaw> {
  const country = await findCountry(visit)
  if (country?.retention)
    return { ...country.retention, name: `${country.code} ${country.version}`, checked: country.checked }
  shipped ??= readFile(new URL('../../../retention/shipped.json', import.meta.url), 'utf8').then(
    (text) => JSON.parse(text) as RetentionLaw,
  )
  return shipped
}

export async function readRules(ctx: Context): Promise<RetentionRules> {
  const { rules, ...law } = await retentionLaw(ctx)
  await audit(ctx, { action: 'retention.rules' })
  return { ...law, rules: rules.map((rule) => ({ ...rule })) }
}
