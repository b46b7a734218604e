import type { WordSet } from '@shield/contract'
import { readAloudSet } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { currentSets, findSignatures, findSource, findWords, latestSets, versionsOf } from './find-words.ts'
import { bySigned, countOf } from './word-state.ts'

const aloudName = {
  en: 'Safety, agreement, answers and arrival',
  th: 'ความปลอดภัย ความยินยอม คำตอบ และการรับคน',
}

/** Every set, and how far each of its languages is. */
export async function listWords(ctx: Context): Promise<{ items: WordSet[] }> {
  const [all, current] = [await latestSets(ctx), await currentSets(ctx)]
  const items: WordSet[] = []
  for (const set of all) {
    const inUse = current.some(({ id }) => id === set.id)
    items.push({
      ...{ name: { ...set.name }, standing: set.standing, source: set.source, isInUse: inUse },
      ...(set.extends ? { extends: { ...set.extends } } : {}),
      ...(await stateOf(ctx, set.id)),
    })
  }
  items.push({ name: aloudName, isInUse: true, ...(await stateOf(ctx, readAloudSet)) })
  await audit(ctx, { action: 'words.listed' })
  return { items }
}

async function stateOf(ctx: Context, set: string) {
  const source = await findSource(ctx, set)
  if (!source) throw new Error('a set that is listed has its English')
  const [words, signatures] = [await findWords(ctx, set), bySigned(await findSignatures(ctx, set))]
  return {
    id: set,
    version: source.version,
    versions: (await versionsOf(ctx, set)).map(({ version, loadedAt }) => ({
      version,
      loadedAt: loadedAt.toISOString(),
    })),
    total: source.texts.filter(({ forOfficer }) => !forOfficer).length,
    languages: words.map((one) => countOf(source.texts, one, signatures)),
  }
}
