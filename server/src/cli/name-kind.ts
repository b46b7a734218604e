import type { NameKind } from '@shield/engine'

const kinds: Readonly<Record<string, NameKind>> = {
  '': 'person',
  person: 'person',
  individual: 'person',
  organisation: 'organisation',
  organization: 'organisation',
  company: 'organisation',
  publicbody: 'organisation',
}

/** What a column says a name is of; a legal entity, a vessel and what is not known may be either. */
export function nameKindOf(text: string): NameKind {
  return kinds[text.trim().toLowerCase()] ?? 'other'
}
