import { useLingui } from '@lingui/react/macro'
import { useMantineColorScheme } from '@mantine/core'
import { Spotlight } from '@mantine/spotlight'
import type { SpotlightActionData } from '@mantine/spotlight'
import {
  IconHelp,
  IconLanguage,
  IconLayoutRows,
  IconLogout,
  IconMailForward,
  IconMoon,
  IconSearch,
  IconTargetArrow,
  IconZoomQuestion,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { useSession, useSignOut } from '../api/session.ts'
import { otherKeyboard } from '../language/kedmanee.ts'
import { speak } from '../language/language.ts'
import { useDensity } from './preference.ts'
import { entries } from './rail.tsx'

interface PaletteProps {
  readonly showHelp: () => void
  readonly choosePurpose: () => void
}

/** Ctrl+K: go anywhere and do anything of the shell, in either language and on either keyboard. */
export function Palette(props: PaletteProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const commands = useCommands(props)
  const typed = query.trim()
  const found = commands.filter(
    (command) => matches(command, typed) || matches(command, otherKeyboard(typed)),
  )
  const search: SpotlightActionData = {
    id: 'search',
    label: t`Search for “${typed}”`,
    leftSection: <IconSearch size={18} aria-hidden />,
    onClick: () => void navigate({ to: '/search', search: { q: typed } }),
  }
  return (
    <Spotlight
      actions={typed === '' ? commands : [...found, search]}
      query={query}
      onQueryChange={setQuery}
      filter={(_, actions) => actions}
      shortcut={['mod + K']}
      nothingFound={t`No such command`}
      searchProps={{
        placeholder: t`Go to, do, search…`,
        'aria-label': t`Commands`,
        leftSection: <IconSearch size={18} aria-hidden />,
      }}
      attributes={{ content: { 'aria-label': t`Commands` } }}
      scrollable
      maxHeight={420}
    />
  )
}

function useCommands({ showHelp, choosePurpose }: PaletteProps): SpotlightActionData[] {
  const { t, i18n } = useLingui()
  const navigate = useNavigate()
  const { can } = useSession()
  const signOut = useSignOut()
  const { toggleColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useDensity()
  const command = (
    id: string,
    label: string,
    Picture: Icon,
    onClick: () => void,
    keywords = '',
  ): SpotlightActionData => ({
    id,
    label,
    keywords,
    onClick,
    leftSection: <Picture size={18} stroke={1.6} aria-hidden />,
  })
  const screens = entries
    .filter((entry) => entry.needs.some((action) => can.includes(action)))
    .map((entry) =>
      command(
        entry.to,
        t`Go to: ${t(entry.label)}`,
        entry.icon,
        () => void navigate({ to: entry.to }),
        entry.to,
      ),
    )
  return [
    ...screens,
    ...(can.includes('exchange.read')
      ? [
          command(
            'ask',
            t`Ask a partner for information or action`,
            IconMailForward,
            () => void navigate({ to: '/requests', search: { new: 'yes' } }),
            'request คำขอ freeze อายัด',
          ),
        ]
      : []),
    ...(can.includes('match.ask')
      ? [
          command(
            'match',
            t`Ask a partner without telling`,
            IconZoomQuestion,
            () => void navigate({ to: '/matching', search: { new: 'yes' } }),
            'private matching เปรียบเทียบโดยไม่เปิดเผย',
          ),
        ]
      : []),
    command('purpose', t`State another purpose`, IconTargetArrow, choosePurpose, 'purpose วัตถุประสงค์'),
    command(
      'language',
      i18n.locale === 'th' ? 'English' : 'ภาษาไทย',
      IconLanguage,
      () => void speak(i18n.locale === 'th' ? 'en' : 'th'),
      'language ภาษา',
    ),
    command('colours', t`Dark or light`, IconMoon, toggleColorScheme, 'dark light มืด สว่าง'),
    command('density', t`Compact or comfortable rows`, IconLayoutRows, () =>
      setDensity(density === 'compact' ? 'comfortable' : 'compact'),
    ),
    command('help', t`Help and keys`, IconHelp, showHelp, 'help ช่วย'),
    command('out', t`Sign out`, IconLogout, () => signOut.mutate(), 'exit log out'),
  ]
}

function matches(command: SpotlightActionData, typed: string): boolean {
  const wanted = typed.toLocaleLowerCase()
  return `${command.label ?? ''} ${String(command.keywords ?? '')}`.toLocaleLowerCase().includes(wanted)
}
