import { useLingui } from '@lingui/react/macro'
import { Button, Popover } from '@mantine/core'
import { purposes } from '@shield/core'
import { IconChevronDown, IconTargetArrow } from '@tabler/icons-react'

import { useSession } from '../api/session.ts'
import { useLanguage } from '../language/use-language.ts'
import { PurposeForm } from './purpose-form.tsx'
import { zoneOf } from './zone.ts'

interface PurposeChipProps {
  readonly opened: boolean
  readonly setOpened: (opened: boolean) => void
}

export function PurposeChip({ opened, setOpened }: PurposeChipProps) {
  const { t } = useLingui()
  const { say } = useLanguage()
  const { purpose, reference, organisation } = useSession()
  const words = purpose
    ? `${say(purposes[purpose])}${reference ? ` · ${reference}` : ''}`
    : t`no purpose stated`
  // Beside somebody in care the screen does not say what they may be: the matter alone is shown.
  const shown = zoneOf(organisation.kind) === 'protection' && purpose && reference ? reference : words
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={340}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      withArrow
    >
      <Popover.Target>
        <Button
          variant={purpose ? 'default' : 'filled'}
          size="compact-md"
          maw="100%"
          leftSection={<IconTargetArrow size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpened(!opened)}
          aria-label={t`Purpose: ${words}. Change`}
        >
          <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{shown}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{opened ? <PurposeForm done={() => setOpened(false)} /> : null}</Popover.Dropdown>
    </Popover>
  )
}
