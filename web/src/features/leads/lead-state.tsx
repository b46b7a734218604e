import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'

import type { LeadState as State } from '../../api/wire.ts'
import { stateLooks } from './lead-words.ts'

/** Where a lead stands, by picture, word and colour. */
export function LeadState({ state }: { readonly state: State }) {
  const { t } = useLingui()
  const { words, icon: Picture, color } = stateLooks[state]
  return (
    <Badge
      variant="light"
      color={color}
      size="lg"
      radius="sm"
      fz={13}
      fw={500}
      leftSection={<Picture size={14} aria-hidden />}
      styles={{ root: { maxWidth: 'none', overflow: 'visible' }, label: { overflow: 'visible' } }}
    >
      {t(words)}
    </Badge>
  )
}
