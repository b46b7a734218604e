import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Radio, Select, Stack, Text, Textarea } from '@mantine/core'
import type { MarkingEdit } from '@shield/core'
import type { MarkingTarget, MarkingWish } from '@shield/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import type { Statement } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { Fault } from '../../ui/states.tsx'
import { showDone } from '../../ui/undo.tsx'
import { Refusal } from '../../ui/refusal.tsx'
import { wishOf, withPart } from './handling-edit.ts'
import css from './handling.module.css'
import { HandlingOutcome } from './handling-outcome.tsx'
import { HandlingParts } from './handling-parts.tsx'
import { previewQuery, templatesQuery, useChangeMarking } from './queries.ts'

interface HandlingDialogProps {
  readonly entity: string
  readonly statement: Statement
  /** Its owner's people may choose freely; whoever received it may only be stricter. */
  readonly isFree: boolean
  readonly opened: boolean
  readonly close: () => void
}

/** Changes how a record, or all that a source says of the thing, is handled; who could read it before and after stands beside the choice. */
export function HandlingDialog(props: HandlingDialogProps) {
  const { t } = useLingui()
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      size={1040}
      title={t`Change how this is handled`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <HandlingForm {...props} />
    </Modal>
  )
}

type Scope = 'record' | 'source'

function HandlingForm({ entity, statement, isFree, close }: HandlingDialogProps) {
  const [scope, setScope] = useState<Scope>('record')
  const [template, setTemplate] = useState<string>()
  const [edit, setEdit] = useState<MarkingEdit>({})
  const target: MarkingTarget =
    scope === 'record' ? { entity, record: statement.record } : { entity, source: statement.source }
  const wish: MarkingWish = template === undefined ? wishOf(edit) : { template }
  const preview = useQuery(previewQuery({ target, wish }))
  return (
    <div className={css['sides']}>
      <Stack>
        {isFree ? null : (
          <Text>
            <Trans>A partner handed this over. Here it may be handled more strictly, never less.</Trans>
          </Text>
        )}
        <ScopeChoice scope={scope} setScope={setScope} sourceName={statement.sourceName} />
        {isFree ? <TemplateChoice template={template} setTemplate={setTemplate} /> : null}
        {template === undefined ? (
          <HandlingParts
            marking={statement.marking}
            edit={edit}
            change={(part) => setEdit(withPart(statement.marking, edit, part))}
            agencies={preview.data?.readers ?? []}
          />
        ) : null}
      </Stack>
      <Stack>
        <div aria-live="polite">
          {preview.error ? <Refusal error={preview.error} /> : null}
          {preview.data && !preview.error ? (
            <HandlingOutcome weighed={preview.data} waits={preview.data.secondPerson} />
          ) : null}
        </div>
        <ReasonAndAct
          target={target}
          wish={wish}
          waits={preview.data?.secondPerson === true}
          isReady={preview.isSuccess && preview.data.weight !== 'equal' && !preview.isPlaceholderData}
          close={close}
        />
      </Stack>
    </div>
  )
}

interface ScopeChoiceProps {
  readonly scope: Scope
  readonly setScope: (scope: Scope) => void
  readonly sourceName: string
}

function ScopeChoice({ scope, setScope, sourceName }: ScopeChoiceProps) {
  const { t } = useLingui()
  return (
    <Radio.Group
      label={t`What is changed`}
      value={scope}
      onChange={(value) => setScope(value === 'source' ? 'source' : 'record')}
    >
      <Stack gap="xs" mt="xs">
        <Radio
          value="record"
          label={t`This record`}
          description={t`With every value and link it states, also of others`}
        />
        <Radio value="source" label={t`All that “${sourceName}” says of this`} />
      </Stack>
    </Radio.Group>
  )
}

interface TemplateChoiceProps {
  readonly template: string | undefined
  readonly setTemplate: (template: string | undefined) => void
}

function TemplateChoice({ template, setTemplate }: TemplateChoiceProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const templates = useQuery(templatesQuery)
  return (
    <Select
      label={t`Handle it as`}
      placeholder={t`As now, with the changes below`}
      data={(templates.data?.items ?? []).map((item) => ({ value: item.name, label: say(item.words) }))}
      value={template ?? null}
      onChange={(value) => setTemplate(value ?? undefined)}
      clearable
      clearButtonProps={{ 'aria-label': t`As now, with the changes below` }}
    />
  )
}

interface ReasonAndActProps {
  readonly target: MarkingTarget
  readonly wish: MarkingWish
  readonly waits: boolean
  readonly isReady: boolean
  readonly close: () => void
}

function ReasonAndAct({ target, wish, waits, isReady, close }: ReasonAndActProps) {
  const { t } = useLingui()
  const change = useChangeMarking()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const isShort = reason.trim().length < 8
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setAsked(true)
    if (isShort || !isReady) return
    change.mutate(
      { target, wish, reason: reason.trim() },
      {
        onSuccess: ({ state }) => {
          close()
          showDone(
            state === 'done' ? (
              <Trans>It is handled more strictly from now on.</Trans>
            ) : (
              <Trans>Asked. It stays as it is until a second person agrees.</Trans>
            ),
          )
        },
      },
    )
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Textarea
          label={t`Reason`}
          description={t`It stays beside the decision, for whoever reviews it.`}
          autosize
          minRows={2}
          maxLength={2000}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={asked && isShort ? t`Write the reason in a few words` : null}
        />
        {change.error ? <Fault error={change.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!isReady}>
            {waits ? <Trans>Ask a second person</Trans> : <Trans>Handle it so</Trans>}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
