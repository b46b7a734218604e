import type { SpokenWordsFile } from '@shield/contract'
import { isLater, readAloudSet, textsOf } from '@shield/core'
import type { IndicatorSet, SpokenText } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import type { WordFile } from './check-file.ts'
import { wordFaults } from './check-words.ts'
import type { FileFault } from './file-fault.ts'
import { findSignatures, findSource, findWords, latestSets } from './find-words.ts'
import { keepFiles, nameOf } from './keep-file.ts'
import { bySigned, isSigned } from './word-state.ts'

/** What a file brings, beside what stands. */
export interface Loaded {
  readonly faults: readonly FileFault[]
  readonly name: string
  readonly before?: string
  readonly added: number
  readonly changed: number
  readonly gone: number
  /** Signed texts that are drafts again with it. */
  readonly unsigned: number
  readonly notes: readonly string[]
}

/** Loads a version of a set, of a language or of a country; `dryRun` says what would come of it and keeps nothing. */
export async function loadFile(
  ctx: Context,
  file: WordFile,
  { dryRun }: { readonly dryRun: boolean },
): Promise<Loaded> {
  permit(ctx, 'words.load', 'node')
  const loaded = await compare(ctx, file)
  if (dryRun || loaded.faults.length > 0) return loaded
  await keepFiles(ctx.tx, [file], { at: ctx.now, by: ctx.actor.person })
  await audit(ctx, { action: 'words.loaded', object: nameOf(file) })
  return loaded
}

async function compare(ctx: Context, file: WordFile): Promise<Loaded> {
  if (file.kind === 'country') return compareCountry(ctx, file)
  return file.kind === 'set' ? compareSet(ctx, file.set) : compareWords(ctx, file.words)
}

const rises = (version: string, before: string | undefined): readonly FileFault[] =>
  before === undefined || isLater(version, before)
    ? []
    : [{ place: '/version', rule: 'rises', hint: `${before} is loaded: a later version is needed` }]

interface LoadedBefore {
  readonly version: string
  readonly loaded_at: Date
  readonly by_name: string | null
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

async function compareCountry(
  ctx: Context,
  file: Extract<WordFile, { readonly kind: 'country' }>,
): Promise<Loaded> {
  const { code, version } = file.country
  const found = await ctx.tx.client.query<LoadedBefore>(
    `select c.version, c.loaded_at, p.name_en as by_name from country_data c left join person p on p.id = c.loaded_by
     where c.code = $1 order by string_to_array(c.version, '.')::int[] desc limit 1`,
    [code],
  )
  const [last] = found.rows
  const before = last?.version
  return {
    faults: rises(version, before),
    name: nameOf(file),
    ...(before === undefined ? {} : { before }),
    ...{ added: 0, changed: 0, gone: 0, unsigned: 0 },
    notes: [
      ...(last
        ? [
            `${code} ${last.version} ${last.by_name ? `was loaded by ${last.by_name}` : 'came with a release'}, ${dayOf(last.loaded_at)}`,
          ]
        : []),
      ...(['determination', 'reflection', 'review'] as const)
        .filter((one) => !file.country[one])
        .map((one) => `no clock of the ${one} is given: it is shown as not known`),
      ...(['returns', 'offline'] as const)
        .filter((one) => !file.country[one])
        .map((one) => `no part "${one}" is given: what was given last stays in use`),
    ],
  }
}

interface Changed {
  readonly before: Readonly<Record<string, string>>
  readonly after: Readonly<Record<string, string>>
}

function changes({ before, after }: Changed): Pick<Loaded, 'added' | 'changed' | 'gone'> {
  const ids = Object.keys(after)
  return {
    added: ids.filter((id) => before[id] === undefined).length,
    changed: ids.filter((id) => before[id] !== undefined && before[id] !== after[id]).length,
    gone: Object.keys(before).filter((id) => after[id] === undefined).length,
  }
}

const textsById = (texts: readonly SpokenText[]): Readonly<Record<string, string>> =>
  Object.fromEntries(texts.map(({ id, en }) => [id, en]))

async function compareSet(ctx: Context, set: IndicatorSet): Promise<Loaded> {
  const before = await findSource(ctx, set.id)
  const all = await latestSets(ctx)
  const base = set.extends && all.find(({ id }) => id === set.extends?.id)
  const after = textsOf(set)
  const faults = [...rises(set.version, before?.version), ...baseFaults(set, base)]
  if (set.id === readAloudSet)
    faults.push({ place: '/id', rule: 'known', hint: 'this is no set of indicators: load its English texts' })
  const resting = all.filter((one) => one.extends?.id === set.id && one.extends.version !== set.version)
  return {
    faults,
    name: nameOf({ kind: 'set', set }),
    ...(before ? { before: before.version } : {}),
    ...changes({ before: textsById(before?.texts ?? []), after: textsById(after) }),
    unsigned: await lost(ctx, { set: set.id, before: before?.texts ?? [], after }),
    notes: resting.map(
      ({ id, version, extends: on }) =>
        `${id} ${version} stands on version ${on?.version}: it is not asked until it is loaded for version ${set.version}`,
    ),
  }
}

function baseFaults(set: IndicatorSet, base: IndicatorSet | undefined): FileFault[] {
  if (!set.extends) return []
  if (base?.version !== set.extends.version) {
    const hint = base ? `version ${base.version} of it is in use` : 'that set is not loaded'
    return [{ place: '/extends', rule: 'known', hint }]
  }
  const known = new Set(base.indicators.map(({ id }) => id))
  return set.indicators.flatMap(({ refines }, index) =>
    refines === undefined || known.has(refines)
      ? []
      : [{ place: `/indicators/${index}/refines`, rule: 'known', hint: `${base.id} has no ${refines}` }],
  )
}

/** Signed texts whose English changes: they are drafts again. */
async function lost(
  ctx: Context,
  english: {
    readonly set: string
    readonly before: readonly SpokenText[]
    readonly after: readonly SpokenText[]
  },
): Promise<number> {
  const signatures = bySigned(await findSignatures(ctx, english.set))
  const words = await findWords(ctx, english.set)
  const signed = (texts: readonly SpokenText[]): number =>
    words.reduce(
      (sum, { language, texts: own }) =>
        sum + texts.filter((one) => isSigned(one, { language, text: own[one.id] }, signatures)).length,
      0,
    )
  return signed(english.before) - signed(english.after)
}

async function compareWords(ctx: Context, file: SpokenWordsFile): Promise<Loaded> {
  const isSource = file.language === 'en'
  const source = isSource ? await findSource(ctx, file.set) : await findSource(ctx, file.set, file.of)
  const words = isSource
    ? undefined
    : (await findWords(ctx, file.set)).find((one) => one.language === file.language)
  const before = isSource ? textsById(source?.texts ?? []) : (words?.texts ?? {})
  const stands = isSource ? source?.version : words?.version
  const english = isSource
    ? Object.entries(file.texts).map(([id, en]) => ({ id, en, forOfficer: false }))
    : (source?.texts ?? [])
  const spoken = english.filter(({ forOfficer }) => !forOfficer)
  const missing = spoken.filter(({ id }) => file.texts[id] === undefined).length
  return {
    faults: [
      ...sourceFaults(file, source !== undefined),
      ...rises(file.version, stands),
      ...wordFaults(file, english),
    ],
    name: nameOf({ kind: 'words', words: file }),
    ...(stands === undefined ? {} : { before: stands }),
    ...changes({ before, after: file.texts }),
    unsigned: isSource
      ? await lost(ctx, { set: file.set, before: source?.texts ?? [], after: english })
      : await lostWords(ctx, file, { english: spoken, before }),
    notes: missing === 0 ? [] : [`${missing} of ${spoken.length} texts that are read out are missing`],
  }
}

function sourceFaults(
  { set, language, of, version }: SpokenWordsFile,
  isKnown: boolean,
): readonly FileFault[] {
  if (language === 'en' && set !== readAloudSet)
    return [{ place: '/language', rule: 'known', hint: 'the English of a set stands in the set itself' }]
  if (language === 'en')
    return of === version
      ? []
      : [{ place: '/of', rule: 'own', hint: 'English is made from itself: the same version' }]
  return isKnown ? [] : [{ place: '/of', rule: 'known', hint: `no version ${of} of ${set} is loaded` }]
}

/** Signed texts whose words change. */
async function lostWords(
  ctx: Context,
  { set, language, texts }: SpokenWordsFile,
  { english, before }: { readonly english: readonly SpokenText[]; readonly before: Changed['before'] },
): Promise<number> {
  const signatures = bySigned(await findSignatures(ctx, set))
  return english.filter(
    (one) =>
      isSigned(one, { language, text: before[one.id] }, signatures) &&
      !isSigned(one, { language, text: texts[one.id] }, signatures),
  ).length
}
