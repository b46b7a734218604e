import { Trans, useLingui } from '@lingui/react/macro'
import { List, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import type { CountryData } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Loaded } from '../../ui/states.tsx'
import table from '../../ui/table.module.css'
import { countryQuery } from './queries.ts'

/** Clocks and law that this node works by, each with its source. What nobody has given is said to be not known. */
export function CountryPanel() {
  const { t } = useLingui()
  const found = useQuery(countryQuery)
  return (
    <Stack component="section" gap="xs" aria-label={t`Clocks and law of the country`}>
      <Title order={2} fz="lg">
        <Trans>Clocks and law of the country</Trans>
      </Title>
      <Loaded of={found}>
        {({ country }) =>
          country ? (
            <Known country={country} />
          ) : (
            <Text>
              <Trans>
                Not known here. An administrator loads the file of the country with bin/shield countries load.
              </Trans>
            </Text>
          )
        }
      </Loaded>
    </Stack>
  )
}

function Known({ country }: { readonly country: CountryData }) {
  const { t } = useLingui()
  const { country: countryName } = useLanguage()
  return (
    <>
      <Text fz="sm">
        {countryName(country.code)} · <Trans>version {country.version}</Trans>
      </Text>
      <Text fz="sm" lang="en">
        {country.checked}
      </Text>
      <div className={table['scroll']}>
        <table className={table['table']} aria-label={t`Clocks`}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Clock</Trans>
              </th>
              <th scope="col">
                <Trans>Days</Trans>
              </th>
              <th scope="col">
                <Trans>Where it is from</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            <Clock name={t`Until a panel decides`} of={country.determination} />
            <Clock name={t`Time to rest and think`} of={country.reflection} />
            <Clock name={t`To ask for a review`} of={country.review} />
          </tbody>
        </table>
      </div>
      {country.instruments === undefined ? null : (
        <List fz="sm" lang="en" spacing={4}>
          {country.instruments.map(({ name, cites }) => (
            <List.Item key={name}>
              {name}{' '}
              <Text span c="dimmed">
                {cites}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
    </>
  )
}

interface ClockProps {
  readonly name: string
  readonly of: CountryData['determination']
}

function Clock({ name, of }: ClockProps) {
  const { number } = useLanguage()
  return (
    <tr>
      <td>{name}</td>
      <td>{of ? number(of.days) : <Trans>not known here</Trans>}</td>
      <td lang="en">{of ? [of.law, of.cites].filter((one) => one !== undefined).join(' · ') : '–'}</td>
    </tr>
  )
}
