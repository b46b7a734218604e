import { Trans, useLingui } from '@lingui/react/macro'

import type { PersonIdentity } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './protection.module.css'
import { documentWords, holdsWords, nameKindWords } from './words.ts'

/** Who somebody is, as far as it is known; every name in its own script. */
export function IdentityView({ identity }: { readonly identity: PersonIdentity }) {
  const { t } = useLingui()
  const { when, country } = useLanguage()
  const { names, born, citizenships, documents, phones } = identity
  const countryName = (code: string): string => {
    if (code === 'STATELESS') return t`stateless`
    if (code === 'UNDETERMINED') return t`not determined`
    return code === 'ZZ' ? t`issuer not known` : country(code)
  }
  return (
    <dl className={css['pair']}>
      <dt>
        <Trans>Names</Trans>
      </dt>
      <dd>
        {names.map(({ text, kind }) => (
          <div key={`${kind} ${text}`}>
            <bdi className={css['names']}>{text}</bdi>{' '}
            <span className={css['soft']}>{t(nameKindWords[kind])}</span>
          </div>
        ))}
      </dd>
      {born === undefined ? null : (
        <>
          <dt>
            <Trans>Born</Trans>
          </dt>
          <dd>{when(born)}</dd>
        </>
      )}
      {citizenships.length === 0 ? null : (
        <>
          <dt>
            <Trans>Nationality, as the person says</Trans>
          </dt>
          <dd>{citizenships.map(countryName).join(', ')}</dd>
        </>
      )}
      {documents.length === 0 ? null : (
        <>
          <dt>
            <Trans>Documents</Trans>
          </dt>
          <dd>
            {documents.map(({ kind, issuer, number, holds }) => (
              <div key={`${kind} ${number}`}>
                {t(documentWords[kind])} <bdi>{number}</bdi>{' '}
                <span className={css['soft']}>
                  {countryName(issuer)} · {t(holdsWords[holds])}
                </span>
              </div>
            ))}
          </dd>
        </>
      )}
      {phones.length === 0 ? null : (
        <>
          <dt>
            <Trans>Telephones</Trans>
          </dt>
          <dd>
            {phones.map((phone) => (
              <div key={phone}>{phone}</div>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}
