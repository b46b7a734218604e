import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { ReleaseView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './exchange.module.css'
import { Line, Lines } from '../../ui/lines.tsx'

type Place = NonNullable<ReleaseView['report']>['places'][number]

const names: Record<Place['place'], MessageDescriptor> = {
  tables: msg`Records`,
  search: msg`Search`,
  graph: msg`Connections`,
  candidates: msg`Proposed pairs`,
  exports: msg`Files taken along`,
  onward: msg`Passed on`,
  backups: msg`Backups`,
}

/** Where the partner has looked for what was recalled, and what it found, in its own signed word. */
export function RecallPlaces({ release }: { readonly release: ReleaseView }) {
  const { instant } = useLanguage()
  const { report } = release
  if (!report) return null
  return (
    <section>
      <h3 className={css['heading']}>
        {report.complete ? <Trans>Gone from there</Trans> : <Trans>Not yet gone from everywhere there</Trans>}
      </h3>
      <PlaceLines places={report.places} />
      <Text fz="xs" c="dimmed">
        <Trans>Their node reported this {instant(report.at)}, signed.</Trans>{' '}
        {report.places.length > 0 && !report.places.some((one) => one.place === 'backups') ? (
          <Trans>They did not say how long their backups are kept.</Trans>
        ) : null}
      </Text>
    </section>
  )
}

/** Each place with what was found there; of several releases together one place may stand in more than one state. */
export function PlaceLines({ places }: { readonly places: readonly Place[] }) {
  const { t } = useLingui()
  return (
    <Lines>
      {places.map((one) => (
        <Line
          key={`${one.place} ${one.state} ${(one.through ?? []).join(' ')}`}
          name={[...(one.through ?? []), t(names[one.place])].join(' › ')}
        >
          <Found one={one} />
        </Line>
      ))}
    </Lines>
  )
}

function Found({ one }: { readonly one: Place }) {
  const { number, when, instant } = useLanguage()
  const count = number(one.count)
  if (one.state === 'open') return <Trans>still there: {count}</Trans>
  if (one.state === 'until') return <Trans>gone by {when(one.until ?? '')}</Trans>
  if (one.state === 'gone-out')
    return (
      <>
        <Trans>{count} went out before the recall; ask these for them:</Trans>
        <ul>
          {(one.holders ?? []).map((holder) => (
            <li key={`${holder.organisation} ${holder.at}`}>
              {holder.organisation}, {instant(holder.at)}
            </li>
          ))}
        </ul>
      </>
    )
  return one.place === 'tables' ? <Trans>{count} values hidden</Trans> : <Trans>none</Trans>
}
