import { identifierTypes, properties } from './ontology.ts'
import type { Property, PropertyName } from './ontology.ts'

const of = (fits: (one: Property) => boolean): PropertyName[] =>
  (Object.keys(properties) as PropertyName[]).filter((name) => fits(properties[name]))

/** What names a thing, the best first: its names, then its identifiers, then where it is. */
export const namingProperties: readonly PropertyName[] = [
  ...new Set<PropertyName>([
    ...(['name', 'username', 'alias'] as const),
    ...of((one) => identifierTypes.includes(one.type)),
    'address',
  ]),
]

interface Said {
  readonly property: PropertyName
  readonly value: string
}

/** What a thing is called by whoever sees no more of it than these statements; '' when there are none. `[{ property: 'phone', value: '191' }]` → `191` */
export function calledBy(statements: readonly Said[]): string {
  const place = ({ property }: Said): number => {
    const at = namingProperties.indexOf(property)
    return at === -1 ? namingProperties.length : at
  }
  return statements.toSorted((a, b) => place(a) - place(b))[0]?.value ?? ''
}
