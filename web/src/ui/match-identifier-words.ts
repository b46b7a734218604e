import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'

import type { AgreementTerms } from '../api/wire.ts'

type Identifier = NonNullable<AgreementTerms['matching']>['identifiers'][number]

/** Kinds of identifiers that two nodes can compare without showing them. */
export const matchIdentifierWords: Readonly<Record<Identifier, MessageDescriptor>> = {
  phone: msg`Telephone numbers`,
  account: msg`Bank accounts`,
  wallet: msg`Crypto wallets`,
  document: msg`Passports and identity documents`,
  email: msg`E-mail addresses`,
  domain: msg`Internet domains`,
  plate: msg`Number plates`,
}

export const matchIdentifiers = Object.keys(matchIdentifierWords) as Identifier[]
