import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'

import type { ComplaintFollowed } from '../../api/wire.ts'
import { useLanguage } from '../../language/use-language.ts'
import css from './complaints.module.css'

/** What was said, in its order: the person's words and the office's. */
export function Said({ said }: { readonly said: ComplaintFollowed['said'] }) {
  const { instant } = useLanguage()
  return (
    <ol className={css['said']}>
      {said.map((one, at) => (
        <li key={at} data-ours={one.isOurs}>
          <Text fz="sm" fw={600}>
            {one.isOurs ? <Trans>The office</Trans> : <Trans>Who complains</Trans>} · {instant(one.at)}
          </Text>
          <Text className="value">{one.text}</Text>
        </li>
      ))}
    </ol>
  )
}
