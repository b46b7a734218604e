import { useSearch } from '@tanstack/react-router'

import { IntakeLists } from './intake-lists.tsx'
import { NewImport } from './new-import.tsx'
import { OneImport } from './one-import.tsx'

/** Files on their way into the database: the list, a new one, or one that is there, as the address says. */
export function IntakeScreen() {
  const url = useSearch({ from: '/shell/import' })
  if (url.import !== undefined) return <OneImport key={url.import} id={url.import} url={url} />
  if (url.step === 'file') return <NewImport />
  return <IntakeLists list={url.list} state={url.state} />
}
