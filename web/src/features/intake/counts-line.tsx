import { useLingui } from '@lingui/react/macro'

import type { ImportCounts } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import { countWords } from './import-words.ts'

/** The counts that are not nothing, in one line; nothing while there are none. */
export function CountsLine({ counts }: { readonly counts: ImportCounts | undefined }) {
  const { t } = useLingui()
  const { number } = useLanguage()
  if (!counts) return null
  const told = countNames.filter((name) => counts[name] > 0)
  return told.map((name) => `${number(counts[name])} ${t(countWords[name].label)}`).join(' · ') || number(0)
}

export const countNames = ['new', 'matched', 'changed', 'conflict', 'rejected', 'warnings'] as const
