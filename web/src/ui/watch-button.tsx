import type { MakeWatch } from '@shield/contract'
import { Button } from '@mantine/core'
import { IconEyePlus } from '@tabler/icons-react'
import { useState } from 'react'

import { useSession } from '../api/session.ts'
import { WatchDialog } from './watch-dialog.tsx'

interface WatchButtonProps {
  readonly about: MakeWatch['about']
  readonly label: string
  readonly title: string
}

/** Watches what is on the screen, for whoever may follow leads. */
export function WatchButton({ about, label, title }: WatchButtonProps) {
  const { can } = useSession()
  const [opened, setOpened] = useState(false)
  if (!can.includes('lead.work')) return null
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconEyePlus size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {label}
      </Button>
      <WatchDialog opened={opened} close={() => setOpened(false)} title={title} about={about} />
    </>
  )
}
