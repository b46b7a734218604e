import { useLingui } from '@lingui/react/macro'
import { MultiSelect } from '@mantine/core'
import type { ReactNode } from 'react'

interface ColumnsFieldProps {
  readonly label: string
  readonly description: ReactNode
  readonly header: readonly string[]
  readonly columns: readonly string[]
  readonly setColumns: (columns: readonly string[]) => void
}

/** Some of the file's columns. Their list opens in its place in the page: elsewhere a screen reader would find it outside every landmark. */
export function ColumnsField({ label, description, header, columns, setColumns }: ColumnsFieldProps) {
  const { t } = useLingui()
  return (
    <MultiSelect
      label={label}
      description={description}
      data={[...header]}
      value={[...columns]}
      onChange={setColumns}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t`Choose no column` }}
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      styles={{ options: { maxHeight: 240, overflowY: 'auto' } }}
    />
  )
}
