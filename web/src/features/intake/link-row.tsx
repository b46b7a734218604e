import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core'
import { linkKinds } from '@shield/core'
import { IconTrash } from '@tabler/icons-react'

import { pickedFrom, useLinkChoices } from './choices.ts'
import { EraSelect } from './column-table.tsx'
import { useEntityNames } from './entity-name.ts'
import css from './intake.module.css'
import type { Change, Draft, DraftLink, LinkPart } from './mapping.ts'

interface LinkRowProps {
  readonly link: DraftLink
  readonly draft: Draft
  readonly header: readonly string[]
  readonly change: (change: Change) => void
}

/** A link as a sentence: who, does what, to whom; with the columns that say when and how much. */
export function LinkRow({ link, draft, header, change }: LinkRowProps) {
  const { t } = useLingui()
  const nameOf = useEntityNames(draft)
  const linkChoices = useLinkChoices()
  const ends = draft.entities.map((entity) => ({ value: entity.id, label: nameOf(entity.id) }))
  const set = (part: LinkPart): void => change({ act: 'set-link', id: link.id, part })
  return (
    <div className={css['linkRow']}>
      <div className={css['use']}>
        <NativeSelect
          aria-label={t`Link from`}
          value={link.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
          data={ends}
        />
        <NativeSelect
          aria-label={t`Kind of link`}
          value={link.kind}
          onChange={(event) => {
            const kind = pickedFrom(linkKinds, event.currentTarget.value)
            if (kind) set({ kind })
          }}
          data={linkChoices}
        />
        <NativeSelect
          aria-label={t`Link to`}
          value={link.to}
          onChange={(event) => set({ to: event.currentTarget.value })}
          data={ends}
          error={link.from === link.to ? t`Choose two different ones` : null}
        />
        <Tooltip label={t`Remove this link`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t`Remove this link`}
            onClick={() => change({ act: 'remove-link', id: link.id })}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <details className={css['more']}>
        <summary>
          <Trans>When, how much, details</Trans>
        </summary>
        <LinkColumns link={link} header={header} set={set} />
      </details>
    </div>
  )
}

interface LinkColumnsProps {
  readonly link: DraftLink
  readonly header: readonly string[]
  readonly set: (part: LinkPart) => void
}

function LinkColumns({ link, header, set }: LinkColumnsProps) {
  const { t } = useLingui()
  const columns = [{ value: '', label: t`no column` }, ...header.map((value) => ({ value, label: value }))]
  const titled = [
    { name: 'amount', label: t`Amount` },
    { name: 'currency', label: t`Currency` },
    { name: 'detail', label: t`Detail` },
  ] as const
  return (
    <div className={css['fields']}>
      <NativeSelect
        label={t`Date`}
        value={link.starts?.column ?? ''}
        onChange={(event) => set({ starts: event.currentTarget.value })}
        data={columns}
      />
      {link.starts ? (
        <div className={css['under']}>
          <EraSelect label={t`Years of the date`} era={link.starts.date} setEra={(date) => set({ date })} />
        </div>
      ) : null}
      {titled.map(({ name, label }) => (
        <NativeSelect
          key={name}
          label={label}
          value={link[name] ?? ''}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
          data={columns}
        />
      ))}
    </div>
  )
}
