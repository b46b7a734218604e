import { Trans } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { calledBy, kinds, properties } from '@shield/core'

import type { PackageEntity, PackageParts, PackageStatement, ReleasePackage } from '../api/wire.ts'
import { useLanguage } from '../language/use-language.ts'
import { GradeChip } from './grade-chip.tsx'
import { KindIcon } from './kind-icon.tsx'
import { MarkingParts } from './marking-badge.tsx'
import { PropertyValue } from './property-value.tsx'
import { ValueText } from './value-text.tsx'
import css from './package-view.module.css'
import { NewMark } from './new-mark.tsx'
import { captionsIn } from './package-captions.ts'
import { heldOf, packageDiff } from './package-diff.ts'
import { PackageLinks } from './package-links.tsx'
import { PackagePicture } from './package-picture.tsx'

interface PackageViewProps {
  readonly contents: ReleasePackage
  /** What the partner holds already; given, each value says whether it is new to them. */
  readonly held?: PackageParts
}

/** A package exactly as the partner sees it, thing by thing, with the links between them: nothing that stands here stays behind, nothing else goes. */
export function PackageView({ contents, held }: PackageViewProps) {
  const isMany = contents.entities.length > 1
  return (
    <Stack gap="sm">
      {contents.links.length > 0 ? (
        <>
          <PackagePicture contents={contents} />
          <PackageLinks
            links={contents.links}
            captions={captionsIn(contents.entities)}
            held={held && new Set(held.links.map((one) => one.link))}
          />
        </>
      ) : null}
      {contents.entities.map((one) => (
        <EntityPart key={one.entity} entity={one} isNamed={isMany} held={held && heldOf(held, one.entity)} />
      ))}
      <MarkingParts marking={contents.marking} />
    </Stack>
  )
}

interface EntityPartProps {
  readonly entity: PackageEntity
  readonly isNamed: boolean
  readonly held: readonly PackageStatement[] | undefined
}

function EntityPart({ entity, isNamed, held }: EntityPartProps) {
  const { say } = useLanguage()
  const diff = packageDiff(entity.statements, held ?? [])
  return (
    <>
      <div className={css['package']}>
        <div className={css['packageHead']}>
          <KindIcon kind={entity.kind} />
          {isNamed ? <ValueText text={calledBy(entity.statements)} /> : say(kinds[entity.kind].label)}
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
    </>
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
