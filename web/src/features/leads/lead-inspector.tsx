import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { LeadView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Inspector } from '../../shell/inspector.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { LeadActs } from './lead-acts.tsx'
import { LeadPathView } from './lead-path.tsx'
import { LeadState } from './lead-state.tsx'
import { actWords, connectWords, ruleWords } from './lead-words.ts'
import css from './leads.module.css'
import { leadQuery } from './queries.ts'

interface LeadInspectorProps {
  readonly id: string
  readonly close: () => void
}

/** One lead: why it is one, what may be done, and what was done. */
export function LeadInspector({ id, close }: LeadInspectorProps) {
  const { t } = useLingui()
  const found = useQuery(leadQuery(id))
  return (
    <Inspector title={found.data ? t(ruleWords[found.data.rule]) : t`Lead`} close={close}>
      <Loaded of={found}>{(lead) => <LeadDetail lead={lead} />}</Loaded>
    </Inspector>
  )
}

function LeadDetail({ lead }: { readonly lead: LeadView }) {
  const { say, instant, number } = useLanguage()
  const left = lead.count - lead.paths.length
  return (
    <Stack gap="lg">
      <Stack gap="sm" align="flex-start">
        <Group gap="sm">
          <LeadState state={lead.state} />
          <Text fz="xs" c="dimmed">
            {instant(lead.at)}
          </Text>
        </Group>
        {lead.assignedTo ? (
          <Text fz="sm">
            <Trans>given to {say(lead.assignedTo)}</Trans>
          </Text>
        ) : null}
        <LeadActs lead={lead} />
      </Stack>
      <section>
        <h3 className={css['heading']}>
          <Trans>Why this is a lead</Trans>
        </h3>
        <Because lead={lead} />
        <Stack gap="md" mt="sm">
          {lead.paths.map((path) => (
            <LeadPathView key={`${path.property} ${path.value}`} path={path} rule={lead.rule} />
          ))}
        </Stack>
        {left > 0 ? (
          <Text fz="sm" c="dimmed" mt="sm">
            {lead.count > 100 ? (
              <Trans>and more than {number(80)} others in both sources</Trans>
            ) : (
              <Trans>and {number(left)} more</Trans>
            )}
          </Text>
        ) : null}
      </section>
      {lead.acts.length > 0 ? <Course acts={lead.acts} /> : null}
    </Stack>
  )
}

/** The rule in words, about this lead. */
function Because({ lead }: { readonly lead: LeadView }) {
  const { t } = useLingui()
  const what = lead.connects.map((one) => t(connectWords[one])).join(', ')
  const entity = lead.watch?.entity
  return (
    <Text fz="sm">
      {lead.rule === 'shared-identifier' ? (
        <Trans>The same number stands on both sides and connects {what}. You may read both.</Trans>
      ) : lead.rule === 'watch-identifier' ? (
        <Trans>A number that is watched was stated by a record you may read.</Trans>
      ) : lead.rule === 'watch-search' ? (
        <Trans>
          The saved search <ValueText text={lead.watch?.words ?? ''} strong /> finds this since it was saved.
        </Trans>
      ) : (
        <Trans>
          A record says something new of{' '}
          {entity ? (
            <Link to="/entity/$id" params={{ id: entity.id }}>
              <ValueText text={entity.caption} />
            </Link>
          ) : (
            t`a watched profile`
          )}
          , or of what is judged the same.
        </Trans>
      )}
      {lead.watch?.shared ? (
        <>
          {' '}
          <Trans>Your desk watches it.</Trans>
        </>
      ) : null}
    </Text>
  )
}

function Course({ acts }: { readonly acts: LeadView['acts'] }) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <section>
      <h3 className={css['heading']}>
        <Trans>What was done</Trans>
      </h3>
      <ol className={css['course']}>
        {acts.map((act) => (
          <li key={act.at + act.act}>
            <Text fz="sm">
              {say(act.by)} {t(actWords[act.act])} {act.to ? say(act.to) : ''}
            </Text>
            {act.reason ? (
              <Text fz="sm" className="long">
                {act.reason}
              </Text>
            ) : null}
            <Text fz="xs" c="dimmed">
              {instant(act.at)}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  )
}
