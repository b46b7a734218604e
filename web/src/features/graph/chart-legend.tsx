import { Trans, useLingui } from '@lingui/react/macro'
import { UnstyledButton } from '@mantine/core'
import { kinds } from '@shield/core'
import type { KindName } from '@shield/core'

import { useLanguage } from '../../language/use-language.ts'
import { KindIcon } from '../../ui/kind-icon.tsx'
import css from './chart.module.css'
import type { Chart } from './graph-model.ts'
import { families, familyOf, iconInk, kindFill } from './kind-colour.ts'
import type { Scheme } from './kind-colour.ts'

/** Kinds on the chart, those of one colour together. */
export function kindsOn(chart: Chart): readonly KindName[] {
  const present = new Set([...chart.nodes.values()].map((node) => node.data.kind))
  return [...present].toSorted(
    (a, b) => families.indexOf(familyOf[a]) - families.indexOf(familyOf[b]) || a.localeCompare(b),
  )
}

interface ChartLegendProps {
  readonly chart: Chart
  readonly scheme: Scheme
  /** The colours say kinds; else the icons alone do. */
  readonly byKind: boolean
  readonly show: (ids: readonly string[]) => void
  readonly hide: (ids: readonly string[]) => void
}

/** What icons, colours and rings mean; pressing a kind hides it or shows it again. */
export function ChartLegend({ chart, scheme, byKind, show, hide }: ChartLegendProps) {
  const { t } = useLingui()
  const { say, number } = useLanguage()
  const all = [...chart.nodes.values()]
  return (
    <section className={css['legend']} aria-label={t`Legend`}>
      <ul aria-label={t`Kinds on the chart; press one to hide or show it`}>
        {kindsOn(chart).map((kind) => {
          const nodes = all.filter((node) => node.data.kind === kind)
          const isShown = nodes.some((node) => !node.isHidden)
          const ids = nodes.map((node) => node.data.id)
          return (
            <li key={kind}>
              <UnstyledButton
                className={css['entry']}
                aria-pressed={isShown}
                onClick={() => (isShown ? hide(ids) : show(ids))}
              >
                {byKind ? <KindDisc kind={kind} scheme={scheme} /> : <KindIcon kind={kind} size={16} />}
                <span>{say(kinds[kind].label)}</span>
                <span>{number(nodes.length)}</span>
              </UnstyledButton>
            </li>
          )
        })}
      </ul>
      <Signs />
    </section>
  )
}

/** The icon of a kind on its colour, as the chart draws it. */
function KindDisc({ kind, scheme }: { readonly kind: KindName; readonly scheme: Scheme }) {
  const background = kindFill(scheme, kind)
  return (
    <span className={css['disc']} style={{ background, color: iconInk[scheme] }}>
      <KindIcon kind={kind} size={14} />
    </span>
  )
}

function Signs() {
  return (
    <div className={css['signs']}>
      <span>
        <b>+5</b> <Trans>links not on the chart</Trans>
      </span>
      <span>
        <b>○</b> <Trans>ring: pinned</Trans>
      </span>
      <span>
        <b>◌</b> <Trans>dots: new</Trans>
      </span>
      <span>
        <b>→</b> <Trans>the way the link reads; thicker: several links</Trans>
      </span>
    </div>
  )
}
