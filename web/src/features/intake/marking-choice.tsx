import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { Group, NativeSelect, Radio, Stack, Text } from '@mantine/core'
import type { Marking } from '@shield/core'

import type { MarkingTemplates } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { levelWords, zoneWords } from '../../ui/marking-words.ts'
import css from './intake.module.css'

export interface ChosenMarking {
  readonly name: string
  readonly case: string
}

interface MarkingChoiceProps {
  readonly templates: MarkingTemplates
  readonly chosen: ChosenMarking
  readonly choose: (chosen: ChosenMarking) => void
  readonly error: string | undefined
}

/** Who will see what is imported, in words; none is chosen before somebody chooses, where there is a choice. */
export function MarkingChoice({ templates, chosen, choose, error }: MarkingChoiceProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t`Who may see it`}
        description={t`Everything read from this file is marked so. It can be made stricter later by anybody who writes, wider only by two people.`}
        value={chosen.name}
        onChange={(name) => choose({ ...chosen, name })}
        error={error}
        required
      >
        <div className={css['cards']}>
          {templates.items.map(({ name, words, marking }) => (
            <Radio.Card key={name} value={name} className={css['card'] ?? ''} data-zone={marking.zone}>
              <Group wrap="nowrap" align="flex-start" gap="sm">
                <Radio.Indicator className={css['radio'] ?? ''} />
                <div>
                  <Text fw={600}>{say(words)}</Text>
                  <Text fz="sm" c="dimmed">
                    <WhoSees marking={marking} />
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {chosen.name === 'case' ? (
        <NativeSelect
          label={t`Case`}
          description={t`Cases you work on`}
          maw={320}
          value={chosen.case}
          onChange={(event) => choose({ ...chosen, case: event.currentTarget.value })}
          data={[...templates.cases]}
        />
      ) : null}
    </Stack>
  )
}

const announcedWords: Record<'told' | 'silent', MessageDescriptor> = {
  told: msg`Others may learn that something exists, not what.`,
  silent: msg`Nobody else learns that it exists.`,
}

function WhoSees({ marking }: { readonly marking: Marking }) {
  const { t } = useLingui()
  const owner = marking.organisation.toUpperCase()
  const node = marking.node.toUpperCase()
  const zone = t(zoneWords[marking.zone])
  const level = t(levelWords[marking.level] ?? zoneWords.open)
  const isShared = marking.releasedTo.length > 0
  return (
    <>
      {marking.case !== '' ? (
        <Trans>
          People of {owner} who work on the chosen case and are cleared for “{level}”.
        </Trans>
      ) : isShared && marking.zone === 'open' ? (
        <Trans>Everybody who may search at {node}.</Trans>
      ) : isShared ? (
        <Trans>
          People of every agency of {node} in the zone “{zone}” who are cleared for “{level}”.
        </Trans>
      ) : (
        <Trans>
          People of {owner} in the zone “{zone}” who are cleared for “{level}”.
        </Trans>
      )}{' '}
      {isShared ? null : t(announcedWords[marking.announce ? 'told' : 'silent'])}{' '}
      {marking.conditions.secondPerson ? <Trans>Handing it on needs a second person.</Trans> : null}
    </>
  )
}
