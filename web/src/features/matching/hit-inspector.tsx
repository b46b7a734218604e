import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { purposes } from '@shield/core'
import { IconMessageReply, IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { HitView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { Clock } from '../../ui/clock.tsx'
import { Line, Lines } from '../../ui/lines.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { HitAnswer } from './hit-answer.tsx'
import { answerWords, hitRefusalWords, identifierWords } from './matching-words.ts'
import css from './matching.module.css'

interface HitInspectorProps {
  readonly hit: HitView
  readonly close: () => void
}

/** One hit of a partner: which number, who asks and why, where it leads here, and the answer. */
export function HitInspector({ hit, close }: HitInspectorProps) {
  const { t } = useLingui()
  const [isAnswering, setAnswering] = useState(false)
  return (
    <Inspector
      title={hit.value === undefined ? t(identifierWords[hit.identifier]) : <ValueText text={hit.value} />}
      close={close}
    >
      <Stack gap="lg">
        <Stack gap="sm" align="flex-start">
          {hit.answer === undefined ? <Clock due={hit.dueAt} /> : <Answered hit={hit} />}
          {hit.can.length > 0 && !hit.can.includes('core') ? <Guarded /> : null}
          {hit.can.length === 0 ? null : (
            <Button
              leftSection={<IconMessageReply size={16} aria-hidden />}
              onClick={() => setAnswering(true)}
            >
              <Trans>Answer…</Trans>
            </Button>
          )}
        </Stack>
        <section>
          <h3 className={css['heading']}>
            <Trans>Who asks, and why</Trans>
          </h3>
          <Why hit={hit} />
        </section>
        <section>
          <h3 className={css['heading']}>
            <Trans>Where it leads here</Trans>
          </h3>
          <Holders hit={hit} />
        </section>
      </Stack>
      {isAnswering ? <HitAnswer hit={hit} close={() => setAnswering(false)} /> : null}
    </Inspector>
  )
}

/** What has come under protection since it was asked about: no word of it leaves. */
function Guarded() {
  return (
    <Alert variant="light" color="teal" w="100%" icon={<IconShieldLock aria-hidden />}>
      <Trans>This number may not be confirmed now. You can refuse, or say neither yes nor no.</Trans>
    </Alert>
  )
}

function Why({ hit }: { readonly hit: HitView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <Stack gap="xs">
      <Text fz="sm" className="long">
        <ValueText text={hit.summary} />
      </Text>
      <Lines>
        <Line name={t`Who asks`}>
          {say(hit.organisation)}, {say(hit.peer.name)}
        </Line>
        <Line name={t`Kind`}>{t(identifierWords[hit.identifier])}</Line>
        <Line name={t`Case`}>
          <ValueText text={hit.case} />
        </Line>
        <Line name={t`Purpose`}>{say(purposes[hit.purpose])}</Line>
        <Line name={t`Asked on`}>{instant(hit.at)}</Line>
        <Line name={t`Answer by`}>{instant(hit.dueAt)}</Line>
      </Lines>
    </Stack>
  )
}

function Holders({ hit }: { readonly hit: HitView }) {
  return hit.entities.length === 0 ? (
    <Text fz="sm" c="dimmed">
      <Trans>To nothing that you may see now.</Trans>
    </Text>
  ) : (
    <Stack gap={4}>
      {hit.entities.map((one) => (
        <Group key={one.id} gap={6} fz="sm">
          <Link to="/entity/$id" params={{ id: one.id }}>
            <ValueText text={one.caption} />
          </Link>
        </Group>
      ))}
    </Stack>
  )
}

function Answered({ hit }: { readonly hit: HitView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  if (hit.answer === undefined) return null
  return (
    <Stack gap={4}>
      <Text fz="sm" fw={600}>
        <Trans>Answered: {t(answerWords[hit.answer].said)}</Trans>
        {hit.code === undefined ? null : ` · ${t(hitRefusalWords[hit.code])}`}
      </Text>
      <Text fz="xs" c="dimmed">
        {[hit.answeredBy ? say(hit.answeredBy) : '', hit.answeredAt ? instant(hit.answeredAt) : '']
          .filter((part) => part !== '')
          .join(' · ')}
      </Text>
      {hit.text === undefined || hit.text === '' ? null : (
        <Text fz="sm" className="long">
          <Trans>They read: {hit.text}</Trans>
        </Text>
      )}
      {hit.reason === undefined ? null : (
        <Text fz="sm" className="long">
          <Trans>Reason: {hit.reason}</Trans>
        </Text>
      )}
      {hit.release === undefined ? null : (
        <Link to="/releases" search={{ tab: 'out', release: hit.release }}>
          <Trans>The release it went by</Trans>
        </Link>
      )}
    </Stack>
  )
}
