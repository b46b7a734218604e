import { Trans } from '@lingui/react/macro'
import { Badge, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react'

import type { DefectRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ValueText } from '../../ui/value-text.tsx'

/** Row and column of a table, or the pointer into a document. */
export function DefectPlace({ defect }: { readonly defect: DefectRow }) {
  const { number } = useLanguage()
  const { row, column, pointer } = defect
  return (
    <>
      {row === undefined ? null : <Trans>row {number(row)}</Trans>}
      {row !== undefined && column ? ', ' : null}
      {column ? <ValueText text={column} /> : null}
      {pointer === undefined ? null : (
        <Text component="code" fz="xs" className="value">
          {pointer}
        </Text>
      )}
      {row === undefined && !column && pointer === undefined ? <Trans>the whole file</Trans> : null}
    </>
  )
}

export function WeightBadge({ weight }: { readonly weight: DefectRow['weight'] }) {
  const isRejected = weight === 'rejected'
  const Picture = isRejected ? IconCircleX : IconAlertTriangle
  return (
    <Badge
      variant="light"
      color={isRejected ? 'red' : 'amber'}
      fw={500}
      maw="none"
      miw="max-content"
      leftSection={<Picture size={14} aria-hidden />}
    >
      {isRejected ? <Trans>rejected</Trans> : <Trans>warning</Trans>}
    </Badge>
  )
}
