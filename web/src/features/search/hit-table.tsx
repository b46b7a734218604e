import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Checkbox } from '@mantine/core'
import { kinds } from '@shield/core'
import { Link } from '@tanstack/react-router'

import type { Hit } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import { MarkingBadge } from '../../ui/marking-badge.tsx'
import { mostReleased } from '../../ui/release-link.tsx'
import { ValueText } from '../../ui/value-text.tsx'
import { MatchReason } from './match-reason.tsx'
import css from './search.module.css'

interface HitTableProps {
  readonly hits: readonly Hit[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
  /** Ticking some of them, for who can do something with those alone. */
  readonly ticks?: Ticks
}

export interface Ticks {
  readonly ticked: readonly string[]
  readonly toggle: (id: string) => void
}

/** Hits with why each is one; a press previews, the name opens. */
export function HitTable({ hits, chosen, choose, ticks }: HitTableProps) {
  const { t } = useLingui()
  return (
    <table className={css['table']} aria-label={t`Results`}>
      <thead>
        <tr>
          {ticks ? (
            <th scope="col">
              <span className="hidden-text">
                <Trans>Ticked</Trans>
              </span>
            </th>
          ) : null}
          <th scope="col">
            <Trans>Kind</Trans>
          </th>
          <th scope="col">
            <Trans>Name or value</Trans>
          </th>
          <th scope="col" className={css['narrow']}>
            <Trans>Why it is found</Trans>
          </th>
          <th scope="col" className={css['narrow']}>
            <Trans>Sources</Trans>
          </th>
          <th scope="col">
            <span className="hidden-text">
              <Trans>Handling</Trans>
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {hits.map((hit) => (
          <HitRow
            key={hit.id}
            hit={hit}
            isChosen={hit.id === chosen}
            choose={choose}
            {...(ticks ? { ticks } : {})}
          />
        ))}
      </tbody>
    </table>
  )
}

interface HitRowProps {
  readonly hit: Hit
  readonly isChosen: boolean
  readonly choose: (id: string) => void
  readonly ticks?: Ticks
}

function HitRow({ hit, isChosen, choose, ticks }: HitRowProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  return (
    <tr data-row={hit.id} data-chosen={isChosen} onClick={() => choose(hit.id)}>
      {ticks ? (
        <td onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            aria-label={t`Tick ${hit.caption}`}
            checked={ticks.ticked.includes(hit.id)}
            disabled={ticks.ticked.length >= mostReleased && !ticks.ticked.includes(hit.id)}
            onChange={() => ticks.toggle(hit.id)}
          />
        </td>
      ) : null}
      <td>
        <span className={css['kind']}>
          <KindIcon kind={hit.kind} />
          <span>{say(kinds[hit.kind].label)}</span>
        </span>
      </td>
      <td className={css['name']}>
        <Link to="/entity/$id" params={{ id: hit.id }} onClick={(event) => event.stopPropagation()}>
          <ValueText text={hit.caption} />
        </Link>
      </td>
      <td className={css['narrow']}>
        <MatchReason hit={hit} />
      </td>
      <td className={css['narrow']}>
        <Plural value={hit.sources} one="# source" other="# sources" />
      </td>
      <td>
        <MarkingBadge marking={hit.marking} dot />
      </td>
    </tr>
  )
}
