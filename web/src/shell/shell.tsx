import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconCommand, IconMenu2 } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'

import { useSession } from '../api/session.ts'
import { useKeys } from '../ui/keys.ts'
import { HelpDialog } from './help-dialog.tsx'
import { InspectorPlace, InspectorSlot } from './inspector.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Palette } from './palette.tsx'
import { PersonMenu } from './person-menu.tsx'
import { useDensity } from './preference.ts'
import { PurposeChip } from './purpose-chip.tsx'
import { Rail } from './rail.tsx'
import { SearchBox } from './search-box.tsx'
import css from './shell.module.css'
import { StatusSlot } from './status-line.tsx'
import { zoneOf } from './zone.ts'

/** The frame of every screen: bar, rail, content, inspector, status line. */
export function Shell() {
  const session = useSession()
  const [helping, setHelping] = useState(false)
  const [stating, setStating] = useState(false)
  const [rail, setRail] = useState(false)
  const [status, setStatus] = useState<HTMLElement | null>(null)
  const inspector = useInspectorSlot()
  const search = useRef<HTMLInputElement>(null)
  useDensity()
  useKeys({
    '/': () => search.current?.focus(),
    Slash: () => search.current?.focus(),
    '?': () => setHelping(true),
  })
  return (
    <InspectorSlot value={inspector.slot}>
      <StatusSlot value={status}>
        <div className={css['shell']} data-zone={zoneOf(session.organisation.kind)}>
          <SkipLink />
          <header className={css['top']} data-no-print>
            <TopStart node={session.node} rail={rail} setRail={setRail} />
            <SearchBox ref={search} />
            <div className={css['end']}>
              <div className={css['purpose']}>
                <PurposeChip opened={stating} setOpened={setStating} />
              </div>
              <LanguageSwitch />
              <PersonMenu showHelp={() => setHelping(true)} />
            </div>
          </header>
          <Rail open={rail} close={() => setRail(false)} />
          <main id="main" className={css['main']} tabIndex={-1}>
            <Outlet />
          </main>
          <div className={css['inspector']}>
            <InspectorPlace open={inspector.open} take={inspector.take} />
          </div>
          <footer className={css['status']}>
            <div className={css['said']} ref={setStatus} />
            {session.training ? (
              <div className={css['training']}>
                <Trans>TRAINING</Trans>
              </div>
            ) : null}
          </footer>
        </div>
        <HelpDialog opened={helping} close={() => setHelping(false)} />
        <Palette showHelp={() => setHelping(true)} choosePurpose={() => setStating(true)} />
      </StatusSlot>
    </InspectorSlot>
  )
}

function useInspectorSlot() {
  const [element, take] = useState<HTMLElement | null>(null)
  const [open, setOpen] = useState(false)
  const slot = useMemo(() => ({ element, setOpen }), [element])
  return { slot, open, take: useCallback((next: HTMLElement | null) => take(next), []) }
}

/** By script, not by a fragment: the page's base address would make `#main` another page. */
function SkipLink() {
  return (
    <a
      className={css['skip']}
      href="#main"
      onClick={(event) => {
        event.preventDefault()
        document.getElementById('main')?.focus()
      }}
    >
      <Trans>Skip to the content</Trans>
    </a>
  )
}

interface TopStartProps {
  readonly node: string
  readonly rail: boolean
  readonly setRail: (open: boolean) => void
}

function TopStart({ node, rail, setRail }: TopStartProps) {
  const { t } = useLingui()
  return (
    <>
      <ActionIcon
        className={css['burger'] ?? ''}
        variant="default"
        size="lg"
        aria-label={t`Screens`}
        aria-expanded={rail}
        aria-controls="rail"
        onClick={() => setRail(!rail)}
      >
        <IconMenu2 size={18} aria-hidden />
      </ActionIcon>
      <Link to="/" className={css['brand'] ?? ''}>
        SHIELD <small>{node.toUpperCase()}</small>
      </Link>
      <ActionIcon
        className={css['wide'] ?? ''}
        variant="subtle"
        color="gray"
        aria-label={t`Commands (Ctrl K)`}
        onClick={() => spotlight.open()}
      >
        <IconCommand size={18} aria-hidden />
      </ActionIcon>
    </>
  )
}
