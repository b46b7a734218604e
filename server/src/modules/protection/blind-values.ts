import type { PersonIdentity } from '@shield/contract'
import { readName } from '@shield/engine'
import { clean } from '@shield/formats'

import type { BlindValue } from '../../vault-door.ts'

const mostNames = 24

/**
 * What an identity may be found again by, in normal form: documents with their issuer, telephones as imports read them
 * (E.164; `country`, ISO 3166-1 alpha-2, is that of a number written without one), and of each name the sounds of its parts
 * with the year of birth. A sound alone would find half a country; without a year there is none.
 */
export function blindOf(identity: PersonIdentity, country: string): readonly BlindValue[] {
  const phones = identity.phones.flatMap((phone) => phoneOf(phone, country))
  return [...documentsOf(identity), ...phones, ...namesOf(identity)]
}

/** Documents alone, with their issuer: what a line of a list is found by. */
export function documentsOf(identity: Pick<PersonIdentity, 'documents'>): readonly BlindValue[] {
  return identity.documents.map(({ issuer, number }) => ({
    kind: 'document',
    value: `${issuer}|${number.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`,
  }))
}

/** Nothing for what is no telephone number: everybody who left the same sign there would be found as one. */
function phoneOf(text: string, country: string): readonly BlindValue[] {
  const read = clean('phone', text, { country })
  return 'norm' in read ? [{ kind: 'phone', value: read.norm }] : []
}

function namesOf({ names, born }: PersonIdentity): readonly BlindValue[] {
  const year = /\d{4}/.exec(born ?? '')?.[0]
  if (year === undefined) return []
  const values = names.flatMap(({ text }) => {
    const sounds = readName(text)
      .parts.filter(({ initial }) => !initial)
      .map((part) => part.sounds[0] ?? '')
      .filter((sound) => sound !== '')
    // Two parts of a name in any order: which one is left out or put first differs by paper and by country.
    return sounds.flatMap((one, index) =>
      sounds.slice(index + 1).map((other) => `${year}|${[one, other].toSorted().join('|')}`),
    )
  })
  return [...new Set(values)].slice(0, mostNames).map((value) => ({ kind: 'name', value }))
}
