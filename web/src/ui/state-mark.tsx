import { Badge } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'

interface StateMarkProps {
  readonly words: string
  readonly icon: Icon
  readonly color: string
}

/** A state by picture, word and colour; never cut short, since the word is the state. */
export function StateMark({ words, icon: Picture, color }: StateMarkProps) {
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
      {words}
    </Badge>
  )
}
