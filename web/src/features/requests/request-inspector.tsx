import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { properties, purposes } from '@shield/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { useSession } from '../../api/session.ts'
import type { RequestView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { AgreementName } from '../../ui/agreement-name.tsx'
import { Clock } from '../../ui/clock.tsx'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { Line, Lines } from '../../ui/lines.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { requestQuery } from './queries.ts'
import { RequestActs } from './request-acts.tsx'
import { RequestState, UrgencyMark } from './request-state.tsx'
import { RequestThread } from './request-thread.tsx'
import { kindWords, refusalWords, turnWords } from './request-words.ts'
import css from './requests.module.css'

interface RequestInspectorProps {
  readonly id: string
  readonly close: () => void
}

/** One request: where it stands and whose turn it is, what is asked, and what was done with it. */
export function RequestInspector({ id, close }: RequestInspectorProps) {
  const { t } = useLingui()
  const found = useQuery(requestQuery(id))
  return (
    <Inspector title={found.data ? t(kindWords[found.data.kind]) : t`Request`} close={close}>
      <Loaded of={found}>{(request) => <RequestDetail request={request} />}</Loaded>
    </Inspector>
  )
}

function RequestDetail({ request }: { readonly request: RequestView }) {
  const { t } = useLingui()
  return (
    <Stack gap="lg">
      <Stack gap="sm" align="flex-start">
        <Group gap="sm">
          <RequestState request={request} />
          <UrgencyMark urgency={request.urgency} />
          {request.turn === 'nobody' || request.state === 'refused' ? null : <Clock due={request.dueAt} />}
        </Group>
        <Text fz="sm" c="dimmed">
          {t(turnWords[request.turn])}
          {request.code === undefined ? null : ` · ${t(refusalWords[request.code])}`}
        </Text>
        <Group gap="sm">
          <RequestActs request={request} />
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link to="/requests" search={{ request: request.id, print: 'yes' }} {...props} />
            )}
          >
            <Trans>Print…</Trans>
          </Button>
        </Group>
      </Stack>
      <section>
        <h3 className={css['heading']}>
          <Trans>What is asked</Trans>
        </h3>
        <Asked request={request} />
      </section>
      <About request={request} />
      <section>
        <h3 className={css['heading']}>
          <Trans>Ground</Trans>
        </h3>
        <Ground request={request} />
      </section>
      <section>
        <h3 className={css['heading']}>
          <Trans>What was done</Trans>
        </h3>
        <RequestThread request={request} />
      </section>
    </Stack>
  )
}

/** The words as they were written, and each value with the way to what is known here of it. */
function Asked({ request }: { readonly request: RequestView }) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { can } = useSession()
  return (
    <Stack gap="xs">
      <Text fz="sm" className="long">
        <ValueText text={request.text} />
      </Text>
      {request.asked.length === 0 ? null : (
        <Lines>
          {request.asked.map(({ property, value }) => (
            <Line key={`${property}:${value}`} name={say(properties[property].label)}>
              {can.includes('search.run') ? (
                <Link to="/search" search={{ q: value }} title={t`Search for it here`}>
                  <PropertyValue property={property} value={value} />
                </Link>
              ) : (
                <PropertyValue property={property} value={value} />
              )}
            </Line>
          ))}
        </Lines>
      )}
    </Stack>
  )
}

function About({ request }: { readonly request: RequestView }) {
  if (request.about.length === 0) return null
  return (
    <section>
      <h3 className={css['heading']}>
        <Trans>Profiles here that it is about</Trans>
      </h3>
      <Stack gap={4}>
        {request.about.map((one) => (
          <Group key={one.id} gap={6} wrap="nowrap" fz="sm">
            <KindIcon kind={one.kind} size={16} />
            <Link to="/entity/$id" params={{ id: one.id }}>
              <ValueText text={one.caption} />
            </Link>
          </Group>
        ))}
        <Text fz="xs" c="dimmed">
          <Trans>The partner does not see which.</Trans>
        </Text>
      </Stack>
    </section>
  )
}

function Ground({ request }: { readonly request: RequestView }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  const isOut = request.direction === 'out'
  return (
    <Lines>
      <Line name={isOut ? t`Asked of` : t`Who asks`}>
        {say(request.otherName)}, {say(request.peer.name)}
      </Line>
      <Line name={isOut ? t`Who asks` : t`Asked of`}>
        {[request.by ? say(request.by) : '', say(request.organisationName)]
          .filter((part) => part !== '')
          .join(', ')}
      </Line>
      <Line name={t`Wanted by`}>{instant(request.dueAt)}</Line>
      <Line name={t`Asked on`}>{instant(request.at)}</Line>
      <Line name={t`Case`}>
        <ValueText text={request.case} />
      </Line>
      <Line name={t`Purpose`}>{say(purposes[request.purpose])}</Line>
      <Line name={t`Legal basis`}>
        <ValueText text={request.legalBasis} />
      </Line>
      <Line name={t`Agreement`}>
        <AgreementName id={request.agreement} />
      </Line>
    </Lines>
  )
}
