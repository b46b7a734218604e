import type { AnswerValue, ContraInformation, Dimension } from '@shield/core'

import type { AskedSet } from '../../api/wire.ts'

/** A question as it is asked: in each language, and in which of them nobody has signed it. */
export type Indicator = AskedSet['indicators'][number]

/** One page: a question that is asked, or something that is written down and never counted. */
export type Page =
  | {
      readonly kind: 'question'
      readonly id: string
      readonly dimension: Dimension
      readonly indicator: Indicator
    }
  | { readonly kind: 'note'; readonly id: string; readonly note: ContraInformation }

/** What the interviewer sees or finds: it is written down, and nobody is asked. */
export function observes(page: Page): boolean {
  return page.kind === 'note' || page.indicator.observed === true
}

/** Answers as they stand, by indicator. */
export type Values = Readonly<Record<string, AnswerValue | undefined>>

/**
 * The pages of an interview in their order: by dimension, what refines a question right before it, so that a yes to the
 * finer one spares the broader; what is recorded and never counted comes last.
 */
export function pagesOf(sets: readonly AskedSet[]): readonly Page[] {
  const indicators = sets.flatMap((set) => set.indicators)
  const dimensions = sets
    .flatMap((set) => set.dimensions)
    .filter((one, at, all) => all.findIndex(({ id }) => id === one.id) === at)
  const asked = dimensions.flatMap((dimension) => {
    const own = indicators.filter((one) => one.dimension === dimension.id)
    const finer = (parent: Indicator): readonly Indicator[] =>
      own.filter(({ refines }) => refines === parent.id)
    const parents = own.filter(({ refines }) => !own.some(({ id }) => id === refines))
    return parents
      .flatMap((parent) => [...finer(parent), parent])
      .map((indicator): Page => ({ kind: 'question', id: indicator.id, dimension, indicator }))
  })
  const notes = sets
    .flatMap((set) => set.contraInformation)
    .map((note): Page => ({ kind: 'note', id: note.id, note }))
  return [...asked, ...notes]
}

/** The finer question by which this one was answered already, if one was. */
export function toldBy(page: Page, pages: readonly Page[], values: Values): Indicator | undefined {
  if (page.kind === 'note' || isTold(values[page.id])) return undefined
  const found = pages.find(
    (one) => one.kind === 'question' && one.indicator.refines === page.id && values[one.id] === 'yes',
  )
  return found?.kind === 'question' ? found.indicator : undefined
}

/** "Not now" is still open; everything else is an answer, "does not want to say" too. */
export function isTold(value: AnswerValue | undefined): boolean {
  return value !== undefined && value !== 'not-now'
}

/** The next page that is still to be asked after a place; undefined at the end. Nothing is asked twice. */
export function nextOpen(pages: readonly Page[], values: Values, after: number): Page | undefined {
  return pages
    .slice(after + 1)
    .find((page) => !isTold(values[page.id]) && toldBy(page, pages, values) === undefined)
}

export interface DimensionProgress {
  readonly dimension: Dimension
  readonly told: number
  readonly all: number
}

/** How much of each dimension was spoken of. For the interviewer to find their way; nobody has to fill it. */
export function progressOf(pages: readonly Page[], values: Values): readonly DimensionProgress[] {
  const questions = pages.filter((page) => page.kind === 'question')
  const dimensions = [...new Set(questions.map(({ dimension }) => dimension))]
  return dimensions.map((dimension) => {
    const own = questions.filter((page) => page.dimension === dimension)
    const told = own.filter((page) => isTold(values[page.id]) || toldBy(page, pages, values) !== undefined)
    return { dimension, told: told.length, all: own.length }
  })
}
