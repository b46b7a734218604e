import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload, IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { GraphEdge, GraphNode } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { kindsOn } from './chart-legend.tsx'
import { hiddenIds, shownEdges, shownNodes } from './graph-model.ts'
import type { Chart } from './graph-model.ts'
import type { ChartDesk } from './use-chart.ts'
import { usePicture } from './use-picture.ts'
import type { PictureFormat } from './use-picture.ts'
import { useStrokes } from './use-strokes.tsx'

interface ExportDialogProps {
  readonly desk: ChartDesk
  readonly opened: boolean
  readonly close: () => void
}

/** A picture of the chart leaves this house: says what stands in its head, and where it may not leave says why. */
export function ExportDialog({ desk, opened, close }: ExportDialogProps) {
  const { t } = useLingui()
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t`Export a picture`}
      closeButtonProps={{ 'aria-label': t`Close` }}
      size="lg"
    >
      <ExportForm desk={desk} close={close} />
    </Modal>
  )
}

function ExportForm({ desk, close }: Omit<ExportDialogProps, 'opened'>) {
  const { t } = useLingui()
  const [strokesElement, strokes] = useStrokes(kindsOn(desk.chart))
  const [format, setFormat] = useState<PictureFormat>('png')
  const [typed, setTyped] = useState<string>()
  const title = typed ?? titleOf(desk.chart, t`Link chart`)
  const making = usePicture(desk.chart, strokes)
  const kept = keptBack(desk.chart)
  const hidden = hiddenIds(desk.chart).length
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    making.mutate(
      { format, title: title.trim() },
      {
        onSuccess: () => {
          showDone(<Trans>The picture is in your downloads.</Trans>)
          close()
        },
      },
    )
  }
  return (
    <form onSubmit={submit}>
      {strokesElement}
      <Stack>
        <TextInput
          label={t`Title`}
          value={title}
          onChange={(event) => setTyped(event.currentTarget.value)}
          maxLength={200}
          required
          data-autofocus
        />
        <SegmentedControl
          aria-label={t`Kind of file`}
          value={format}
          onChange={(value) => setFormat(value as PictureFormat)}
          data={[
            { value: 'png', label: t`PNG, for documents` },
            { value: 'svg', label: t`SVG, for large prints` },
          ]}
        />
        <Text>
          <Trans>
            Above and below the chart the picture says how it must be handled; its head says who made it, when
            and what for. The export is written into the audit with everything that is in it.
          </Trans>
        </Text>
        {hidden > 0 ? (
          <Text>
            <Trans>Hidden: {hidden}. They are left out, and the picture says so.</Trans>
          </Text>
        ) : null}
        <KeptBack desk={desk} kept={kept} />
        {making.error ? <Fault error={making.error} keptText={t`No picture was made.`} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            type="submit"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={making.isPending}
            disabled={kept.length > 0 || shownNodes(desk.chart).length === 0}
          >
            <Trans>Export</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type Kept = GraphNode | GraphEdge

/** What of the shown chart may not be in a picture. */
function keptBack(chart: Chart): readonly Kept[] {
  const shown = [...shownNodes(chart).map((node) => node.data), ...shownEdges(chart)]
  return shown.filter((one) => !one.can.includes('content.export'))
}

function KeptBack({ desk, kept }: { readonly desk: ChartDesk; readonly kept: readonly Kept[] }) {
  const { say } = useLanguage()
  if (kept.length === 0) return null
  const reasons = [...new Set(kept.map((one) => (one.because ? say(one.because) : '')))].filter(Boolean)
  // A link goes with one of its ends: the one it points to.
  const ids = [...new Set(kept.map((one) => ('to' in one ? one.to : one.id)))]
  return (
    <Alert
      color="slate"
      variant="light"
      icon={<IconLock aria-hidden />}
      title={<Trans>Some of what is on the chart may not leave: {kept.length}</Trans>}
    >
      <Stack gap="sm" align="flex-start">
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <Button variant="default" onClick={() => desk.act({ do: 'hide', ids })}>
          <Trans>Hide them and go on without</Trans>
        </Button>
      </Stack>
    </Alert>
  )
}

/** The best connected things name the chart until a person does; what may not leave names nothing. */
function titleOf(chart: Chart, word: string): string {
  const links = (node: { readonly data: GraphNode }): number =>
    node.data.links.reduce((sum, link) => sum + link.count, 0)
  const names = shownNodes(chart)
    .filter((node) => node.data.can.includes('content.export'))
    .toSorted((a, b) => links(b) - links(a))
    .slice(0, 2)
    .map((node) => node.data.caption)
  return names.length === 0 ? word : `${word}: ${names.join(', ')}`.slice(0, 200)
}
