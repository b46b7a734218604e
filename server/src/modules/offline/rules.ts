import { readFile } from 'node:fs/promises'

import { OfflineRules } from '@shield/contract'
import { Value } from 'typebox/value'

import type { Visit } from '../../context.ts'
import { findPart } from '../words/index.ts'

const file = new URL('../../../offline/shipped.json', import.meta.url)

let shipped: Promise<OfflineRules> | undefined

/**
 * How devices behave that carry people: as the country says (`bin/shield countries load`), else as this release ships it. Throws
 * for a shipped file that says something else than its schema.
 */
export async function offlineRules(visit: Pick<Visit, 'tx' | 'node'>): Promise<OfflineRules> {
  const found = await findPart(visit, 'offline')
  return found?.part ?? (await (shipped ??= readShipped()))
}

async function readShipped(): Promise<OfflineRules> {
  return Value.Parse(OfflineRules, JSON.parse(await readFile(file, 'utf8')))
}
