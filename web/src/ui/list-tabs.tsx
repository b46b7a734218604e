import { useLingui } from '@lingui/react/macro'
import { NativeSelect, Tabs } from '@mantine/core'
import type { ReactNode } from 'react'

interface ListTabsProps<T extends string> {
  readonly lists: readonly T[]
  readonly labels: Readonly<Record<T, string>>
  readonly list: T
  readonly choose: (list: T) => void
  readonly children: (list: T) => ReactNode
}

/** One of several lists: tabs for a finger, and on a telephone a choice, for tabs would not fit. */
export function ListTabs<T extends string>({ lists, labels, list, choose, children }: ListTabsProps<T>) {
  const { t } = useLingui()
  const take = (next: string | null): void => {
    const found = lists.find((name) => name === next)
    if (found !== undefined) choose(found)
  }
  return (
    <>
      <NativeSelect
        hiddenFrom="sm"
        size="md"
        mb="md"
        aria-label={t`List`}
        value={list}
        onChange={(event) => take(event.currentTarget.value)}
        data={lists.map((name) => ({ value: name, label: labels[name] }))}
      />
      <Tabs value={list} onChange={take} keepMounted={false}>
        <Tabs.List mb="md" visibleFrom="sm">
          {lists.map((name) => (
            <Tabs.Tab key={name} value={name} style={{ minHeight: 48 }}>
              {labels[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {lists.map((name) => (
          <Tabs.Panel key={name} value={name}>
            {children(name)}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  )
}
