import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'

import type { ArrivalPlace } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './protection.module.css'
import { languageName } from '../../ui/languages.ts'
import { turnName } from './words.ts'

/** How many by turn and language, and who was not heard yet. Every number opens its list. */
export function BoardCounts({ place }: { readonly place: ArrivalPlace }) {
  const { number } = useLanguage()
  return (
    <>
      <div className={css['unheard']}>
        <Link to="/arrivals/$id" params={{ id: place.id }} search={{ interview: 'unheard' }}>
          <Trans>
            {number(place.notInterviewed)} of {number(place.people)} not yet heard
          </Trans>
        </Link>
        {place.conflicts === 0 ? null : (
          <Link to="/arrivals/$id" params={{ id: place.id }} search={{ conflict: 'open' }}>
            <Trans>{number(place.conflicts)} with answers that differ</Trans>
          </Link>
        )}
        {place.expected === undefined ? null : (
          <Text className={css['soft'] ?? ''}>
            <Trans>{number(place.expected)} expected</Trans>
          </Text>
        )}
      </div>
      <Turns place={place} />
      <Languages place={place} />
    </>
  )
}

function Turns({ place }: { readonly place: ArrivalPlace }) {
  const { t } = useLingui()
  const { number, language } = useLanguage()
  const { turn } = useSearch({ from: '/shell/arrivals/$id' })
  if (place.turns.length === 0) return null
  return (
    <ul className={css['counts']} aria-label={t`By turn`}>
      {place.turns.map((one) => (
        <li key={one.turn}>
          <Link
            to="/arrivals/$id"
            params={{ id: place.id }}
            search={{ turn: one.turn }}
            {...(turn === one.turn ? { 'aria-current': 'true' as const } : {})}
            activeProps={{}}
          >
            <span>{turnName(one.turn, language)}</span>
            <b>{number(one.people)}</b>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Languages({ place }: { readonly place: ArrivalPlace }) {
  const { number, language } = useLanguage()
  if (place.languages.length === 0) return null
  return (
    <details>
      <summary style={{ minHeight: 32 }}>
        <Trans>By language</Trans>
      </summary>
      <ul
        style={{ display: 'flex', flexWrap: 'wrap', gap: '0 16px', listStyle: 'none', margin: 0, padding: 0 }}
      >
        {place.languages.map((one) => (
          <li key={one.language}>
            <Link
              className={css['way'] ?? ''}
              to="/arrivals/$id"
              params={{ id: place.id }}
              search={{ language: one.language }}
            >
              {languageName(one.language, language)} {number(one.people)}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
