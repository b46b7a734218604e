import { tableDelimiters, tableEncodings } from '@shield/contract'
import { kinds, linkKinds, properties } from '@shield/core'
import type { KindName, LinkKindName, PropertyName } from '@shield/core'
import fc from 'fast-check'

import { draftOf, edited } from './mapping.ts'
import type { Change, Draft, Mapping } from './mapping.ts'

export const columns = ['เลขที่', 'ชื่อ', 'phone', 'company', 'paid on']
const column = fc.constantFrom(...columns)
const columnList = fc.uniqueArray(column, { maxLength: 3 })
const kind = fc.constantFrom(...(Object.keys(kinds) as KindName[]))
const property = fc.constantFrom(...(Object.keys(properties) as PropertyName[]))
const linkKind = fc.constantFrom(...(Object.keys(linkKinds) as LinkKindName[]))
const reading = fc.record(
  {
    encoding: fc.constantFrom(...tableEncodings),
    delimiter: fc.constantFrom(...tableDelimiters),
    headerRow: fc.integer({ min: 1, max: 1000 }),
  },
  { requiredKeys: [] },
)
const era = fc.constantFrom('buddhist' as const, 'gregorian' as const)

export const mapping: fc.Arbitrary<Mapping> = fc
  .uniqueArray(fc.constantFrom('entity', 'victim', 'recruiter', 'company', 'ผู้รับเงิน'), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((names) =>
    fc.record({
      reading,
      key: columnList,
      entities: fc.tuple(
        ...names.map((name) =>
          fc.record({
            name: fc.constant(name),
            kind,
            key: columnList,
            columns: fc.array(
              fc.record({ column, property, date: era }, { requiredKeys: ['column', 'property'] }),
              {
                maxLength: 4,
              },
            ),
          }),
        ),
      ),
      links: fc.array(
        fc.record(
          {
            kind: linkKind,
            from: fc.constantFrom(...names),
            to: fc.constantFrom(...names),
            starts: fc.record({ column, date: era }, { requiredKeys: ['column'] }),
            amount: column,
            currency: column,
            detail: column,
          },
          { requiredKeys: ['kind', 'from', 'to'] },
        ),
        { maxLength: 3 },
      ),
    }),
  )
  // Plain objects, as JSON gives them; fast-check's have no prototype.
  .map(({ reading: said, ...made }): Mapping => structuredClone({ ...made, ...said }))

/** A change that names things of the draft, or things that are gone. */
export function changeOf(draft: Draft): fc.Arbitrary<Change> {
  const entity = fc.constantFrom(...draft.entities.map(({ id }) => id), 'e99')
  const use = fc.constantFrom(...draft.uses.map(({ id }) => id), 'u99')
  const link = fc.constantFrom(...draft.links.map(({ id }) => id), 'l99')
  const own = fc.constantFrom(...draft.entities.map(({ id }) => id))
  const part = fc.record(
    {
      kind: linkKind,
      from: own,
      to: own,
      starts: fc.oneof(column, fc.constant('')),
      date: fc.oneof(era, fc.constant('' as const)),
      amount: fc.oneof(column, fc.constant('')),
      currency: fc.oneof(column, fc.constant('')),
      detail: fc.oneof(column, fc.constant('')),
    },
    { requiredKeys: [] },
  )
  return fc.oneof(
    fc.record({ act: fc.constant('add-entity' as const), kind }),
    fc.record({ act: fc.constant('remove-entity' as const), id: entity }),
    fc.record({ act: fc.constant('set-kind' as const), id: entity, kind }),
    fc.record({
      act: fc.constant('set-name' as const),
      id: entity,
      name: fc.constantFrom('', ' ', 'victim', 'entity', 'พยาน'),
    }),
    fc.record({ act: fc.constant('set-entity-key' as const), id: entity, columns: columnList }),
    fc.record({ act: fc.constant('set-key' as const), columns: columnList }),
    fc.record({ act: fc.constant('add-use' as const), column, entity: own, property }),
    fc.record(
      {
        act: fc.constant('set-use' as const),
        id: use,
        entity: own,
        property,
        date: fc.oneof(era, fc.constant('' as const)),
      },
      { requiredKeys: ['act', 'id'] },
    ),
    fc.record({ act: fc.constant('remove-use' as const), id: use }),
    fc.record({ act: fc.constant('add-link' as const) }),
    fc.record({ act: fc.constant('set-link' as const), id: link, part }),
    fc.record({ act: fc.constant('remove-link' as const), id: link }),
  )
}

/** A draft after up to twelve changes. */
export const walk: fc.Arbitrary<Draft> = fc.gen().chain((pick) =>
  mapping.map((start) => {
    let draft = draftOf(start)
    for (let step = 0; step < 12; step += 1) draft = edited(draft, pick(changeOf, draft))
    return draft
  }),
)
