import { Trans, useLingui } from '@lingui/react/macro'
import { CloseButton, Group, Pill, Text } from '@mantine/core'
import { kinds } from '@shield/core'
import { Link, useNavigate } from '@tanstack/react-router'

import { useLanguage } from '../../language/use-language.ts'
import { without } from '../../ui/url.ts'
import type { SearchUrl } from './search-url.ts'

interface NarrowingProps {
  readonly url: SearchUrl
  /** The name of the source that narrows, as far as it is known yet. */
  readonly sourceName: string | undefined
}

/** What narrows the list now, each with its way out; a source can also be looked at without the words. */
export function Narrowing({ url, sourceName }: NarrowingProps) {
  const navigate = useNavigate({ from: '/search' })
  const { t } = useLingui()
  const { say, country } = useLanguage()
  const wordsOf = {
    kind: url.kind === undefined ? undefined : say(kinds[url.kind].label),
    source: sourceName ?? url.source,
    country: url.country === undefined ? undefined : country(url.country),
  }
  const names = (['kind', 'source', 'country'] as const).filter((name) => url[name] !== undefined)
  if (names.length === 0) return null
  return (
    <Group gap="xs" mb="sm">
      <Text fz="sm" c="dimmed">
        <Trans>Narrowed by</Trans>
      </Text>
      {names.map((name) => (
        <Pill key={name} size="md">
          {wordsOf[name]}
          <CloseButton
            size="xs"
            aria-label={t`Remove ${wordsOf[name]}`}
            onClick={() => {
              void navigate({ search: without(url, name) })
            }}
          />
        </Pill>
      ))}
      {url.q !== undefined && url.source !== undefined ? (
        <Link to="/search" search={{ source: url.source }}>
          <Trans>Newest of this source, without the words</Trans>
        </Link>
      ) : null}
    </Group>
  )
}
