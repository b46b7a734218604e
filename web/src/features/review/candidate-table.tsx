import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'

import type { CandidateRow } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import table from '../../ui/table.module.css'
import { ValueText } from '../../ui/value-text.tsx'
import { BandMark } from './band-mark.tsx'
import css from './review.module.css'
import type { ReviewUrl } from './review-url.ts'

export const rowId = ({ left, right }: Pick<CandidateRow, 'left' | 'right'>): string =>
  `${left.id}.${right.id}`

interface CandidateTableProps {
  readonly rows: readonly CandidateRow[]
  readonly chosen: string | undefined
  readonly url: ReviewUrl
}

/** Pairs to review, the best first; every row leads to its comparison. */
export function CandidateTable({ rows, chosen, url }: CandidateTableProps) {
  const { t } = useLingui()
  return (
    <div className={table['scroll']}>
      <table className={table['table']} aria-label={t`Pairs to review`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Pair</Trans>
            </th>
            <th scope="col">
              <Trans>How much speaks for one</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Why</Trans>
            </th>
            <th scope="col" className={table['wide']}>
              <Trans>Since</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <PairRow key={rowId(row)} row={row} isChosen={rowId(row) === chosen} url={url} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface PairRowProps {
  readonly row: CandidateRow
  readonly isChosen: boolean
  readonly url: ReviewUrl
}

function PairRow({ row, isChosen, url }: PairRowProps) {
  const { say, instant } = useLanguage()
  return (
    <tr data-row={rowId(row)} data-chosen={isChosen}>
      <td>
        <Link
          to="/review"
          search={{ ...url, left: row.left.id, right: row.right.id }}
          className={css['pair'] ?? ''}
        >
          <SideName side={row.left} />
          <SideName side={row.right} />
        </Link>
      </td>
      <td>
        <BandMark band={row.band} />
        {row.withinSource ? (
          <Text fz="xs" c="dimmed">
            <Trans>within one source</Trans>
          </Text>
        ) : null}
        {row.unsureAt === undefined ? null : (
          <Text fz="xs" c="dimmed">
            <Trans>unsure, {instant(row.unsureAt)}</Trans>
          </Text>
        )}
      </td>
      <td className={table['wide']}>
        <ul className={css['because']}>
          {row.because.map((words) => (
            <li key={words.en}>{say(words)}</li>
          ))}
        </ul>
      </td>
      <td className={table['wide']}>{instant(row.foundAt)}</td>
    </tr>
  )
}

function SideName({ side }: { readonly side: CandidateRow['left'] }) {
  return (
    <span className={css['side']}>
      <KindIcon kind={side.kind} size={16} />
      <span>
        <ValueText text={side.caption} />
        <Text component="span" fz="xs" c="dimmed" display="block">
          {side.sourceName} · {side.organisation}
        </Text>
      </span>
    </span>
  )
}
