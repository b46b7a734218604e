import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, NativeSelect, TextInput, Tooltip } from '@mantine/core'
import { kinds } from '@shield/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'

import { KindIcon } from '../../ui/kind-icon.tsx'
import { pickedFrom, useKindChoices } from './choices.ts'
import { ColumnsField } from './columns-field.tsx'
import { useEntityNames } from './entity-name.ts'
import css from './intake.module.css'
import { isOwnName } from './mapping.ts'
import type { Change, Draft, DraftEntity } from './mapping.ts'

interface EntityCardProps {
  readonly entity: DraftEntity
  readonly draft: Draft
  readonly header: readonly string[]
  readonly change: (change: Change) => void
  /** The last one can't be taken away. */
  readonly isOnly: boolean
}

/** One entity that each row makes: its kind, what it is called here, and the columns it is known by. */
export function EntityCard({ entity, draft, header, change, isOnly }: EntityCardProps) {
  const { t } = useLingui()
  const name = useEntityNames(draft)(entity.id)
  const kindChoices = useKindChoices()
  const { id } = entity
  return (
    <fieldset className={css['entityCard']}>
      <legend>
        <KindIcon kind={entity.kind} size={16} /> {name}
      </legend>
      <div className={css['fields']}>
        <NativeSelect
          label={t`Kind`}
          value={entity.kind}
          onChange={(event) => {
            const kind = pickedFrom(kinds, event.currentTarget.value)
            if (kind) change({ act: 'set-kind', id, kind })
          }}
          data={kindChoices}
        />
        <NameField key={entity.name} entity={entity} change={change} />
        {isOnly ? null : (
          <Tooltip label={t`Remove ${name}, its columns and links`}>
            <ActionIcon
              variant="default"
              size={36}
              mt={24}
              aria-label={t`Remove ${name}, its columns and links`}
              onClick={() => change({ act: 'remove-entity', id })}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <ColumnsField
        label={t`Known by`}
        description={
          entity.key.length === 0 ? (
            <Trans>No column: each row makes its own.</Trans>
          ) : (
            <Trans>
              Rows with the same value there speak of the same one; empty there, the row has none.
            </Trans>
          )
        }
        header={header}
        columns={entity.key}
        setColumns={(columns) => change({ act: 'set-entity-key', id, columns })}
      />
    </fieldset>
  )
}

interface NameFieldProps {
  readonly entity: DraftEntity
  readonly change: (change: Change) => void
}

/** Takes effect when the field is left: a name being typed is not yet a name, and one step to undo. */
function NameField({ entity, change }: NameFieldProps) {
  const { t } = useLingui()
  const given = isOwnName(entity) ? '' : entity.name
  const [name, setName] = useState(given)
  return (
    <TextInput
      label={t`Called here`}
      placeholder={t`recruiter, receiver …`}
      maxLength={60}
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={() => {
        if (name.trim() !== given) change({ act: 'set-name', id: entity.id, name })
      }}
    />
  )
}
