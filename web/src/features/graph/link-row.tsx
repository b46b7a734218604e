import { Text, UnstyledButton } from '@mantine/core'
import { linkKinds } from '@shield/core'

import type { GraphEdge } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { ValueText } from '../../ui/value-text.tsx'
import { bundleId } from './bundles.ts'
import css from './chart.module.css'
import { moneyText } from './money-text.ts'
import type { ChartDesk } from './use-chart.ts'

interface LinkRowProps {
  readonly desk: ChartDesk
  readonly edge: GraphEdge
}

export function LinkRow({ desk, edge }: LinkRowProps) {
  const { say, span } = useLanguage()
  const bundle = bundleId(edge.from, edge.to)
  const { amount } = edge
  const facts = [amount ? moneyText(amount) : '', span(edge.starts, edge.ends)]
  return (
    <tr data-chosen={desk.url.chosen === bundle}>
      <td>
        <End desk={desk} id={edge.from} />
      </td>
      <td>
        <UnstyledButton className={css['name']} onClick={() => desk.choose(bundle)}>
          {say(linkKinds[edge.kind].forward)}
        </UnstyledButton>
      </td>
      <td>
        <End desk={desk} id={edge.to} />
      </td>
      <td className={css['narrow']}>{facts.filter((fact) => fact !== '').join(' · ')}</td>
      <td className={css['narrow']}>
        <Text fz="inherit" c="dimmed">
          <ValueText text={edge.sourceName} />
        </Text>
      </td>
    </tr>
  )
}

function End({ desk, id }: { readonly desk: ChartDesk; readonly id: string }) {
  return (
    <UnstyledButton className={css['name']} onClick={() => desk.choose(id)}>
      <ValueText text={desk.chart.nodes.get(id)?.data.caption ?? ''} />
    </UnstyledButton>
  )
}
