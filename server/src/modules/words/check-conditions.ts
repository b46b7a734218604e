import type { IndicatorSet, Json } from '@shield/core'

import type { FileFault } from './file-fault.ts'

const deepest = 12
const forms = 'positive, child, strongIn, all, any, not'

/** Whether every condition of a set is one of the forms there are and speaks of dimensions that the set has. */
export function conditionFaults(set: IndicatorSet): readonly FileFault[] {
  const dimensions = new Set(set.dimensions.map(({ id }) => id))
  return [
    ...set.conclusions.flatMap(({ when }, index) =>
      faultsIn(when as unknown as Json, `/conclusions/${index}/when`, dimensions),
    ),
    ...faultsIn(set.presumption as unknown as Json, '/presumption', dimensions),
  ]
}

function faultsIn(held: Json, place: string, dimensions: ReadonlySet<string>): readonly FileFault[] {
  const wrong: readonly FileFault[] = [{ place, rule: 'condition', hint: `a condition is one of ${forms}` }]
  if (place.split('/').length > deepest * 2)
    return [{ place, rule: 'depth', hint: 'conditions lie too deep within each other' }]
  if (typeof held !== 'object' || held === null || Array.isArray(held)) return wrong
  const [first, ...more] = Object.entries(held)
  if (!first || more.length > 0) return wrong
  const [form, value] = first
  const unknown = (name: Json): readonly FileFault[] =>
    typeof name === 'string' && dimensions.has(name)
      ? []
      : [{ place: `${place}/${form}`, rule: 'known', hint: 'the set has no such dimension' }]
  switch (form) {
    case 'positive':
      return unknown(value)
    case 'child':
      return value === true ? [] : wrong
    case 'strongIn':
      return Array.isArray(value) ? value.flatMap(unknown) : wrong
    case 'not':
      return faultsIn(value, `${place}/not`, dimensions)
    case 'all':
    case 'any':
      return Array.isArray(value) && value.length > 0
        ? value.flatMap((one, index) => faultsIn(one, `${place}/${form}/${index}`, dimensions))
        : wrong
    default:
      return wrong
  }
}
