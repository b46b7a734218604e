import { useLingui } from '@lingui/react/macro'
import { Group, NativeSelect, Switch } from '@mantine/core'
import { kinds } from '@shield/core'
import type { KindName } from '@shield/core'
import { useNavigate } from '@tanstack/react-router'

import type { CandidateReply } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { chosen, oneOf } from '../../ui/url.ts'
import { bandWords } from './band-mark.tsx'
import { bands } from './review-url.ts'
import type { ReviewUrl } from './review-url.ts'

/** Kinds that may be one in two sources; others are found by what they share. */
const reviewed: readonly KindName[] = [
  'Person',
  'Company',
  'Organization',
  'LegalEntity',
  'BankAccount',
  'CryptoWallet',
  'SimCard',
  'Device',
  'Vehicle',
]

interface QueueFiltersProps {
  readonly url: ReviewUrl
  /** Of the pairs that the reader sees, and of no others. */
  readonly counts: Pick<CandidateReply, 'bands' | 'sources'> | undefined
}

/** What narrows the queue, kept in the address. */
export function QueueFilters({ url, counts }: QueueFiltersProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const bandLabel = useBandLabel(counts?.bands ?? [])
  const navigate = useNavigate({ from: '/review' })
  const narrow = (change: { readonly [K in keyof ReviewUrl]?: ReviewUrl[K] | undefined }): void =>
    void navigate({ search: chosen({ ...url, ...change }), replace: true })
  return (
    <Group mb="sm" align="flex-end" data-no-print>
      <NativeSelect
        label={t`How much speaks for one`}
        value={url.band ?? ''}
        onChange={(event) => narrow({ band: oneOf(event.currentTarget.value, bands) })}
        data={[
          { value: '', label: t`every band` },
          ...bands.map((band) => ({ value: band, label: bandLabel(band) })),
        ]}
      />
      <NativeSelect
        label={t`Kind`}
        value={url.kind ?? ''}
        onChange={(event) => narrow({ kind: oneOf(event.currentTarget.value, reviewed) })}
        data={[
          { value: '', label: t`every kind` },
          ...reviewed.map((kind) => ({ value: kind, label: say(kinds[kind].label) })),
        ]}
      />
      <SourceSelect
        source={url.source}
        sources={counts?.sources ?? []}
        choose={(source) => narrow({ source })}
      />
      <Switch
        label={t`Only pairs with a record of my organisation`}
        checked={url.all !== true}
        onChange={(event) => narrow({ all: event.currentTarget.checked ? undefined : true })}
        mb={8}
      />
    </Group>
  )
}

function useBandLabel(counts: CandidateReply['bands']): (band: (typeof bands)[number]) => string {
  const { t } = useLingui()
  const { number } = useLanguage()
  return (band) => {
    const found = counts.find((one) => one.band === band)
    const word = t(bandWords[band])
    if (!found) return word
    const count = number(found.count)
    return found.isMore ? t`${word} (more than ${count})` : `${word} (${count})`
  }
}

interface SourceSelectProps {
  readonly source: string | undefined
  readonly sources: CandidateReply['sources']
  readonly choose: (source: string | undefined) => void
}

/** The chosen one stays in the list while the answer is on its way, and where it has no pair. */
function SourceSelect({ source, sources, choose }: SourceSelectProps) {
  const { t } = useLingui()
  const { number } = useLanguage()
  const label = ({ name, organisation, count, isMore }: (typeof sources)[number]): string => {
    const pairs = number(count)
    return isMore ? t`${name} · ${organisation} (at least ${pairs})` : `${name} · ${organisation} (${pairs})`
  }
  const isKnown = source === undefined || sources.some((one) => one.source === source)
  return (
    <NativeSelect
      label={t`Source`}
      maw={280}
      value={source ?? ''}
      onChange={(event) => choose(event.currentTarget.value || undefined)}
      data={[
        { value: '', label: t`every source` },
        ...(isKnown ? [] : [{ value: source, label: t`the chosen source` }]),
        ...sources.map((one) => ({ value: one.source, label: label(one) })),
      ]}
    />
  )
}
