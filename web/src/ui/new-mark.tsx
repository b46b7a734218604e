import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'

/** Whether a partner holds a thing already. */
export function NewMark({ isNew }: { readonly isNew: boolean }) {
  const { t } = useLingui()
  return (
    <Badge variant="light" color={isNew ? 'teal' : 'slate'} radius="sm" fz={12} fw={500}>
      {isNew ? t`new to them` : t`held already`}
    </Badge>
  )
}
