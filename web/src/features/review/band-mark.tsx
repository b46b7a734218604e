import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import { IconCircle, IconCircleDot, IconCircleFilled, IconCircleDashed } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

import type { Pair } from '../../api/wire.ts'

export type Band = Pair['band']

export const bandWords: Readonly<Record<Band, MessageDescriptor>> = {
  strong: msg`strong`,
  probable: msg`probable`,
  possible: msg`possible`,
  weak: msg`weak`,
}

const pictures: Readonly<Record<Band, Icon>> = {
  strong: IconCircleFilled,
  probable: IconCircleDot,
  possible: IconCircle,
  weak: IconCircleDashed,
}

/** How much speaks for one, as a word and a filling circle: never a number. */
export function BandMark({ band }: { readonly band: Band }) {
  const { t } = useLingui()
  const Picture = pictures[band]
  return (
    <Badge variant="default" leftSection={<Picture size={12} aria-hidden />}>
      {t(bandWords[band])}
    </Badge>
  )
}
