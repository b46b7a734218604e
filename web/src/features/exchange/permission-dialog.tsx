import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Radio, Stack, Text } from '@mantine/core'
import { calledBy, properties } from '@shield/core'
import { useState } from 'react'

import type { PackageParts, PermissionAnswer, PermissionView } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { PropertyValue } from '../../ui/property-value.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { showDone } from '../../ui/undo.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import css from './exchange.module.css'
import { captionsIn } from '../../ui/package-captions.ts'
import { LinkSentence } from '../../ui/package-links.tsx'
import { useAnswerPermission } from './queries.ts'

type Answer = PermissionAnswer['answer']

interface PermissionDialogProps {
  readonly permission: PermissionView
  readonly close: () => void
}

/** The originator's word: all of it may go, a part, or nothing. */
export function PermissionDialog({ permission, close }: PermissionDialogProps) {
  const { t } = useLingui()
  const [answer, setAnswer] = useState<Answer>('refused')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const tell = useAnswerPermission()
  const contents = permission.package ?? { entities: [], links: [] }
  const { recipient, organisation } = permission
  const decide = (reason: string): void => {
    const granted = answer === 'narrowed' ? { granted: grantedOf(contents, left) } : {}
    tell.mutate(
      { id: permission.id, body: { answer, reason, ...granted } },
      {
        onSuccess: () => {
          close()
          showDone(t`Answered`)
        },
      },
    )
  }
  return (
    <ReasonDialog
      opened
      close={close}
      size="lg"
      title={t`May this be handed on?`}
      act={t`Answer`}
      note={t`Whoever asked reads this.`}
      isActing={tell.isPending}
      error={tell.error}
      decide={decide}
    >
      <Stack gap="sm">
        <Trans>
          {organisation} is asked whether this may go to {recipient}. Without your yes nothing goes. Your
          answer is final.
        </Trans>
        <Text fz="sm" className="long">
          <Trans>Reason: {permission.reason}</Trans>
        </Text>
        <Radio.Group label={t`Answer`} value={answer} onChange={(value) => setAnswer(value as Answer)}>
          <Stack gap={6} mt={4}>
            <Radio value="granted" label={t`All of it may go`} />
            <Radio value="narrowed" label={t`Only what is ticked may go`} />
            <Radio value="refused" label={t`Nothing may go`} />
          </Stack>
        </Radio.Group>
        <Asked contents={contents} isChoice={answer === 'narrowed'} left={left} setLeft={setLeft} />
      </Stack>
    </ReasonDialog>
  )
}

/** Everything but what was unticked; a link goes with both its ends or not at all. */
function grantedOf(
  contents: PackageParts,
  left: ReadonlySet<string>,
): NonNullable<PermissionAnswer['granted']> {
  return {
    values: contents.entities.flatMap(({ entity, statements }) =>
      statements.flatMap((_, at) => (left.has(`${entity}:${at}`) ? [] : [{ entity, at }])),
    ),
    links: contents.links.map((one) => one.link).filter((link) => !left.has(link)),
  }
}

interface AskedProps {
  readonly contents: PackageParts
  readonly isChoice: boolean
  /** Keys of what was unticked. */
  readonly left: ReadonlySet<string>
  readonly setLeft: (left: ReadonlySet<string>) => void
}

/** All that would go, value by value and link by link. */
function Asked({ contents, isChoice, left, setLeft }: AskedProps) {
  const { say } = useLanguage()
  const captions = captionsIn(contents.entities)
  const box = (key: string) => ({
    checked: !left.has(key),
    disabled: !isChoice,
    styles: { label: { color: 'var(--mantine-color-text)' } },
    onChange: () => setLeft(left.symmetricDifference(new Set([key]))),
  })
  return (
    <div className={css['groups']}>
      {contents.entities.map((one) => (
        <fieldset key={one.entity} className={css['group']} aria-label={calledBy(one.statements)}>
          <Text fz="sm" fw={600}>
            <ValueText text={calledBy(one.statements)} />
          </Text>
          {one.statements.map((statement, at) => (
            <Checkbox
              key={`${statement.property}:${statement.value}`}
              {...box(`${one.entity}:${at}`)}
              label={
                <>
                  {say(properties[statement.property].label)}:{' '}
                  <PropertyValue property={statement.property} value={statement.value} />
                </>
              }
            />
          ))}
        </fieldset>
      ))}
      {contents.links.length === 0 ? null : (
        <div className={css['group']}>
          {contents.links.map((one) => (
            <Checkbox
              key={one.link}
              {...box(one.link)}
              label={
                <LinkSentence
                  link={one}
                  from={captions.get(one.from) ?? ''}
                  to={captions.get(one.to) ?? ''}
                />
              }
            />
          ))}
        </div>
      )}
    </div>
  )
}
