import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Stack, Text } from '@mantine/core'
import { kinds, properties } from '@shield/core'

import type { PackageStatement, ReleasePackage } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { GradeChip } from '../../ui/grade-chip.tsx'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingParts } from '../../ui/marking-badge.tsx'
import { PropertyValue } from '../../ui/property-value.tsx'
import css from './exchange.module.css'
import { packageDiff } from './package-diff.ts'

interface PackageViewProps {
  readonly contents: ReleasePackage
  /** What the partner holds already; given, each value says whether it is new to them. */
  readonly held?: readonly PackageStatement[]
}

/** A package exactly as the partner sees it: nothing that stands here stays behind, nothing else goes. */
export function PackageView({ contents, held }: PackageViewProps) {
  const { say } = useLanguage()
  const diff = packageDiff(contents.statements, held ?? [])
  return (
    <Stack gap="sm">
      <div className={css['package']}>
        <div className={css['packageHead']}>
          <KindIcon kind={contents.kind} />
          {say(kinds[contents.kind].label)}
        </div>
        <table className={css['values']}>
          <tbody>
            {diff.goes.map(({ statement, isNew }, at) => (
              <StatementRow
                key={`${at}:${statement.value}`}
                statement={statement}
                isNew={held === undefined ? undefined : isNew}
              />
            ))}
          </tbody>
        </table>
      </div>
      {diff.stays.length > 0 ? <Staying statements={diff.stays} /> : null}
      <MarkingParts marking={contents.marking} />
    </Stack>
  )
}

interface StatementRowProps {
  readonly statement: PackageStatement
  readonly isNew?: boolean | undefined
}

function StatementRow({ statement, isNew }: StatementRowProps) {
  const { say, span } = useLanguage()
  const dates = span(statement.from, statement.until)
  return (
    <tr>
      <th scope="row">{say(properties[statement.property].label)}</th>
      <td>
        <PropertyValue property={statement.property} value={statement.value} />
        {dates === '' ? null : (
          <Text fz="xs" c="dimmed">
            {dates}
          </Text>
        )}
      </td>
      <td>
        <span className={css['marks']}>
          {isNew === undefined ? null : <NewMark isNew={isNew} />}
          <GradeChip grade={statement.grade} />
        </span>
      </td>
    </tr>
  )
}

function NewMark({ isNew }: { readonly isNew: boolean }) {
  const { t } = useLingui()
  return (
    <Badge variant="light" color={isNew ? 'teal' : 'slate'} radius="sm" fz={12} fw={500}>
      {isNew ? t`new to them` : t`held already`}
    </Badge>
  )
}

function Staying({ statements }: { readonly statements: readonly PackageStatement[] }) {
  return (
    <div className={css['package']}>
      <div className={css['packageHead']}>
        <Trans>They hold these from earlier releases</Trans>
      </div>
      <table className={css['values']}>
        <tbody>
          {statements.map((statement) => (
            <StatementRow
              key={`${statement.property}:${statement.value}:${statement.grade}`}
              statement={statement}
            />
          ))}
        </tbody>
      </table>
      <Text fz="xs" c="dimmed" px={12} py={8}>
        <Trans>
          Leaving them out here takes nothing back: recall the earlier release to hide them there.
        </Trans>
      </Text>
    </div>
  )
}
