import { useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

import type { GlassUse } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './protection.module.css'
import { dangerWords, glassFieldWords, resultWords } from './subject-words.ts'

interface GlassRowsProps {
  readonly uses: readonly GlassUse[]
  readonly chosen?: string | undefined
  readonly acts?: (use: GlassUse) => ReactNode
}

/** Emergency looks: who, at whom, at what, why, and what another person thought of it. */
export function GlassRows({ uses, chosen, acts }: GlassRowsProps) {
  const { t } = useLingui()
  const { say, instant } = useLanguage()
  return (
    <ul className={css['acts']}>
      {uses.map((use) => (
        <li key={use.id} data-row={use.id} aria-current={use.id === chosen ? true : undefined}>
          <Text fw={600}>
            <span className={css['code']}>{use.code}</span> · {t(dangerWords[use.danger])}
          </Text>
          <Text>{use.fields.map((field) => t(glassFieldWords[field])).join(', ')}</Text>
          <Text className={css['soft'] ?? ''}>
            {instant(use.at)} · {say(use.by)}, {say(use.organisation)}
          </Text>
          <Judged use={use} />
          {acts?.(use)}
        </li>
      ))}
    </ul>
  )
}

function Judged({ use }: { readonly use: GlassUse }) {
  const { t } = useLingui()
  const { instant } = useLanguage()
  if (use.result && use.reviewedAt)
    return <Text>{t`Judged ${instant(use.reviewedAt)}: ${t(resultWords[use.result])}`}</Text>
  return (
    <Text fw={use.isOverdue ? 600 : 400}>
      {use.isOverdue
        ? t`Nobody has judged it within 72 hours`
        : t`Waits to be judged until ${instant(use.reviewBy)}`}
    </Text>
  )
}
