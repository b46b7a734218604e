import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Radio, Stack, Text, Title } from '@mantine/core'
import { erasureRefusals } from '@shield/core'
import type { ErasureRefusal } from '@shield/core'
import { IconDownload, IconLock, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { ErasureView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import care from '../../ui/care.module.css'
import { PageHead } from '../../ui/page-head.tsx'
import { HideButton, Quiet } from '../../ui/quiet.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Fault, Loaded } from '../../ui/states.tsx'
import { CertificatePaper } from './certificate-paper.tsx'
import { ClockLines, OpenMatters } from './clock-panel.tsx'
import { PartnersPanel } from './partners-panel.tsx'
import { erasureQuery, useCertificateFile, useDecide } from './queries.ts'
import { groundWords, stateWords } from './words.ts'

/** One erasure: what is proposed, the second person's decision, the certificate, and what partners report. */
export function ErasureScreen() {
  const { t } = useLingui()
  const { id } = useParams({ from: '/shell/erasures/$id' })
  const found = useQuery(erasureQuery(id))
  return (
    <Quiet>
      <div data-no-print>
        <PageHead
          title={t`Erasing`}
          tabTitle={t`Work`}
          before={
            <Group component="nav" gap="xs" aria-label={t`Way back`}>
              <Link className={care['way'] ?? ''} to="/keeping" search={{}}>
                <Trans>Keeping and erasing</Trans>
              </Link>
              {found.data && found.data.state !== 'erased' && found.data.state !== 'clearing' ? (
                <>
                  <span aria-hidden>›</span>
                  <Link
                    className={care['way'] ?? ''}
                    to="/protected/$code/retention"
                    params={{ code: found.data.code }}
                  >
                    <span className={care['code']}>{found.data.code}</span>
                  </Link>
                </>
              ) : null}
            </Group>
          }
          actions={<HideButton />}
        />
      </div>
      <Loaded of={found}>
        {(erasure) => (
          <Stack>
            <Course erasure={erasure} />
            {erasure.certificate ? <Certificate erasure={erasure} /> : null}
            {erasure.partners.length > 0 || erasure.devices.told > 0 ? (
              <PartnersPanel erasure={erasure} />
            ) : null}
          </Stack>
        )}
      </Loaded>
    </Quiet>
  )
}

function Course({ erasure }: { readonly erasure: ErasureView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const { proposed, decided, clock, refusal } = erasure
  return (
    <section className={care['panel']} aria-label={t`What was decided`} data-no-print>
      <Title order={2} fz="lg" mb="sm">
        {t(stateWords[erasure.state])}
      </Title>
      <dl className={care['pair']}>
        <dt>
          <Trans>Code</Trans>
        </dt>
        <dd className={care['code']}>{erasure.code}</dd>
        <dt>
          <Trans>Ground</Trans>
        </dt>
        <dd>{t(groundWords[erasure.ground])}</dd>
        <dt>
          <Trans>Proposed by</Trans>
        </dt>
        <dd>
          {say(proposed.by)}, {proposed.organisation}, {instant(proposed.at)}
        </dd>
        {decided ? (
          <>
            <dt>
              <Trans>Decided by</Trans>
            </dt>
            <dd>
              {say(decided.by)}, {decided.organisation}, {instant(decided.at)}
            </dd>
          </>
        ) : null}
        {refusal ? (
          <>
            <dt>
              <Trans>Refused because</Trans>
            </dt>
            <dd>{say(erasureRefusals[refusal])}</dd>
          </>
        ) : null}
      </dl>
      {erasure.state === 'proposed' && clock ? <ClockLines clock={clock} /> : null}
      <OpenMatters open={erasure.open} />
      {erasure.isHeld ? (
        <Alert mt="sm" color="yellow" icon={<IconLock size={20} aria-hidden />}>
          <Trans>A hold stands. Nobody erases this person until it has ended.</Trans>
        </Alert>
      ) : null}
      <Decide erasure={erasure} />
    </section>
  )
}

function Decide({ erasure }: { readonly erasure: ErasureView }) {
  const [doing, setDoing] = useState<'agree' | 'refuse'>()
  const close = (): void => setDoing(undefined)
  if (!erasure.can.includes('erasureDecide'))
    return erasure.state === 'proposed' ? (
      <Text mt="sm" c="dimmed">
        <Trans>A head who did not propose it decides.</Trans>
      </Text>
    ) : null
  const isStopped = erasure.isHeld || erasure.open.length > 0
  return (
    <>
      <Group mt="md">
        <Button color="red" disabled={isStopped} onClick={() => setDoing('agree')}>
          <Trans>Agree to erase…</Trans>
        </Button>
        <Button variant="default" onClick={() => setDoing('refuse')}>
          <Trans>Refuse…</Trans>
        </Button>
      </Group>
      {doing === 'agree' ? <AgreeDialog erasure={erasure} close={close} /> : null}
      {doing === 'refuse' ? <RefuseDialog erasure={erasure} close={close} /> : null}
    </>
  )
}

interface DialogProps {
  readonly erasure: ErasureView
  readonly close: () => void
}

function AgreeDialog({ erasure, close }: DialogProps) {
  const { t } = useLingui()
  const decide = useDecide(erasure.id)
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Erase ${erasure.code}?`}
      act={t`Erase for good`}
      note={t`Sealed, and erased with the person: the ground and your name stay.`}
      isActing={decide.isPending}
      error={decide.error}
      decide={(reason) => decide.mutate({ reason }, { onSuccess: close })}
    >
      <Trans>
        Everything that is held of this person goes: who it is, what was told, what was agreed. Partners take
        back what they were given, devices go blank, the key is destroyed, so backups open nothing. There is
        no way back.
      </Trans>
    </ReasonDialog>
  )
}

const refusals = Object.keys(erasureRefusals) as ErasureRefusal[]

function RefuseDialog({ erasure, close }: DialogProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const [refusal, setRefusal] = useState<ErasureRefusal>('proceedings')
  const decide = useDecide(erasure.id)
  return (
    <ReasonDialog
      opened
      close={close}
      title={t`Refuse to erase`}
      act={t`Refuse`}
      note={t`The ground is named to the person; the words are sealed.`}
      isActing={decide.isPending}
      error={decide.error}
      decide={(reason) => decide.mutate({ refusal, reason }, { onSuccess: close })}
    >
      <Radio.Group
        label={t`Ground`}
        value={refusal}
        onChange={(value) => setRefusal(refusals.find((one) => one === value) ?? 'proceedings')}
      >
        <Stack gap="xs" mt="xs">
          {refusals.map((one) => (
            <Radio key={one} value={one} label={say(erasureRefusals[one])} />
          ))}
        </Stack>
      </Radio.Group>
    </ReasonDialog>
  )
}

function Certificate({ erasure }: { readonly erasure: ErasureView }) {
  const file = useCertificateFile()
  return (
    <>
      <Group data-no-print>
        <Button size="md" leftSection={<IconPrinter size={20} aria-hidden />} onClick={() => window.print()}>
          <Trans>Print</Trans>
        </Button>
        <Button
          size="md"
          variant="default"
          loading={file.isPending}
          leftSection={<IconDownload size={20} aria-hidden />}
          onClick={() => file.mutate(erasure.id, { onSuccess: saveFile })}
        >
          <Trans>Signed file</Trans>
        </Button>
        {erasure.isInLog ? null : (
          <Text c="dimmed">
            <Trans>Its line waits for its place in the audit; take the file when it has one.</Trans>
          </Text>
        )}
      </Group>
      {file.error ? <Fault error={file.error} /> : null}
      <CertificatePaper erasure={erasure} />
    </>
  )
}
