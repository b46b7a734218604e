import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { properties } from '@shield/core'
import { IconBan } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { ReactNode } from 'react'

import type { ReleasePreview, Statement } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import css from './exchange.module.css'
import { extentOf, statementGroups, toggleAll, toggleOne } from './statement-groups.ts'
import type { StatementGroup } from './statement-groups.ts'

interface ChooseStatementsProps {
  readonly statements: readonly Statement[]
  readonly refused: ReleasePreview['refused']
  readonly chosen: ReadonlySet<string>
  readonly setChosen: (chosen: ReadonlySet<string>) => void
  /** Whose values these are, where there are several things. */
  readonly title?: ReactNode
}

/** Every value of the profile, to be chosen one by one; what can't go stands there with the reason. */
export function ChooseStatements({ statements, refused, chosen, setChosen, title }: ChooseStatementsProps) {
  const groups = useMemo(() => statementGroups(statements, refused), [statements, refused])
  const free = groups.flatMap((group) => group.free)
  const count = statements.filter((one) => chosen.has(one.id)).length
  return (
    <Stack gap="sm" component="section">
      <Group justify="space-between">
        {title === undefined ? (
          <h2 className={css['heading']}>
            <Trans>What goes</Trans>
          </h2>
        ) : (
          <h3 className={css['heading']}>{title}</h3>
        )}
        <Group gap="sm">
          <Text fz="sm" c="dimmed" role="status">
            <Plural value={count} one="# value chosen" other="# values chosen" />
          </Text>
          {free.length > 0 ? (
            <Button variant="default" size="compact-sm" onClick={() => setChosen(toggleAll(free, chosen))}>
              {extentOf(free, chosen) === 'all' ? <Trans>Choose none</Trans> : <Trans>Choose all</Trans>}
            </Button>
          ) : null}
        </Group>
      </Group>
      {free.length === 0 ? (
        <Text>
          <Trans>
            None of these values can go under this agreement for this purpose. The reasons stand below.
          </Trans>
        </Text>
      ) : null}
      <div className={css['groups']}>
        {groups.map((group) => (
          <PropertyGroup key={group.property} group={group} chosen={chosen} setChosen={setChosen} />
        ))}
      </div>
    </Stack>
  )
}

interface PropertyGroupProps extends Pick<ChooseStatementsProps, 'chosen' | 'setChosen'> {
  readonly group: StatementGroup<Statement>
}

function PropertyGroup({ group, chosen, setChosen }: PropertyGroupProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const label = say(properties[group.property].label)
  const extent = extentOf(group.free, chosen)
  return (
    <fieldset className={css['group']} aria-label={label}>
      {group.rows.length > 1 && group.free.length > 0 ? (
        <Checkbox
          label={label}
          aria-label={t`All of: ${label}`}
          fw={600}
          checked={extent === 'all'}
          indeterminate={extent === 'some'}
          onChange={() => setChosen(toggleAll(group.free, chosen))}
        />
      ) : (
        <Text fz="sm" fw={600}>
          {label}
        </Text>
      )}
      {group.rows.map(({ statement, refused }) => (
        <div key={statement.id} className={css['choice']}>
          <Checkbox
            checked={chosen.has(statement.id)}
            disabled={refused !== undefined}
            styles={refused === undefined ? {} : { label: { color: 'var(--mantine-color-text)' } }}
            onChange={() => setChosen(toggleOne(statement.id, chosen))}
            label={<PropertyValue property={statement.property} value={statement.value} />}
            description={<Source statement={statement} because={refused ? say(refused) : undefined} />}
          />
          <span className={css['side']}>
            <GradeChip grade={statement.grade} />
            <MarkingBadge marking={statement.marking} dot />
          </span>
        </div>
      ))}
    </fieldset>
  )
}

interface SourceProps {
  readonly statement: Statement
  readonly because: string | undefined
}

/** Where a value comes from, its dates, and why it can't go. */
function Source({ statement, because }: SourceProps) {
  const { span } = useLanguage()
  const parts = [statement.sourceName, statement.organisation, span(statement.from, statement.until)]
  return (
    <>
      {parts.filter((part) => part !== '').join(' · ')}
      {because === undefined ? null : (
        <span className={css['because']}>
          <IconBan size={14} aria-hidden /> <Trans>Can't go: {because}</Trans>
        </span>
      )}
    </>
  )
}
