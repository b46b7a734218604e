import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'

import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { CountryPanel } from './country-panel.tsx'
import { wordsQuery } from './queries.ts'
import { SetPanel } from './set-panel.tsx'
import { WordReader } from './word-reader.tsx'

/** What is read out to people in their language, and who stands for it; the clocks and law of the country. */
export function WordsScreen() {
  const { set, language } = useSearch({ from: '/shell/words' })
  if (set !== undefined && language !== undefined)
    return <WordReader key={`${set} ${language}`} place={{ set, language }} />
  return <Sets />
}

function Sets() {
  const { t } = useLingui()
  const found = useQuery(wordsQuery)
  return (
    <>
      <PageHead title={t`Words and sets`}>
        <Text maw="70ch">
          <Trans>
            What is read out to people, in their language. A draft is marked wherever it is read until
            somebody who knows the language has signed it.
          </Trans>
        </Text>
      </PageHead>
      <Loaded of={found}>
        {({ items }) => (
          <Stack gap="xl">
            {items.length === 0 ? (
              <Empty
                title={<Trans>No set is loaded</Trans>}
                next={<Trans>An administrator loads one with bin/shield indicators load.</Trans>}
              />
            ) : (
              items.map((one) => <SetPanel key={one.id} of={one} />)
            )}
            <CountryPanel />
          </Stack>
        )}
      </Loaded>
    </>
  )
}
