import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Slider, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { ThresholdReply } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import table from '../../ui/table.module.css'
import { Loaded } from '../../ui/states.tsx'
import { thresholdQuery } from './queries.ts'
import type { ReviewUrl } from './review-url.ts'

/** What a stricter or wider cut would propose, held against the pairs that people have judged. It changes nothing. */
export function ThresholdView({ url }: { readonly url: ReviewUrl }) {
  const found = useQuery(thresholdQuery(url))
  return <Loaded of={found}>{(reply) => <Cut reply={reply} />}</Loaded>
}

function Cut({ reply }: { readonly reply: ThresholdReply }) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const { steps, judged, isCut } = reply
  const [at, setAt] = useState(steps.length - 1)
  const step = steps[at] ?? steps[0]
  if (!step) return null
  return (
    <Stack maw={720} gap="md">
      <Text>
        <Trans>
          Move the cut to see which pairs it would propose. The pairs judged so far are the sample: how many
          of them would be found, proposed wrongly, or missed.
        </Trans>
      </Text>
      <div>
        <Text fw={600} id="cut-label">
          <Trans>Cut: {say(step.label)}</Trans>
        </Text>
        <Slider
          min={0}
          max={steps.length - 1}
          step={1}
          value={at}
          onChange={setAt}
          label={null}
          thumbLabel={t`Cut, from strict to wide`}
          thumbProps={{ 'aria-valuetext': say(step.label) }}
        />
      </div>
      <div className={table['scroll']}>
        <table className={table['table']} aria-label={t`What this cut does`}>
          <tbody>
            <Line
              label={<Trans>Pairs proposed</Trans>}
              value={`${number(step.proposed)}${isCut ? '+' : ''}`}
            />
            <Line label={<Trans>Judged the same, and proposed (won)</Trans>} value={number(step.rightly)} />
            <Line
              label={<Trans>Judged the same, and not proposed (lost)</Trans>}
              value={number(step.missed)}
            />
            <Line label={<Trans>Judged different, but proposed</Trans>} value={number(step.wrongly)} />
          </tbody>
        </table>
      </div>
      <Text fz="sm" c="dimmed">
        {judged < 10 ? (
          <Trans>Too few judged pairs to tell how good a cut is.</Trans>
        ) : (
          <Plural value={judged} one="# judged pair is the sample." other="# judged pairs are the sample." />
        )}{' '}
        <Trans>Only pairs that you may see are counted.</Trans>
      </Text>
    </Stack>
  )
}

function Line({ label, value }: { readonly label: React.ReactNode; readonly value: string }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{value}</td>
    </tr>
  )
}
