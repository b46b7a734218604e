import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

import css from './care.module.css'

/** Two presses within so long hide the screen: one alone closes a dialog, as everywhere. */
const twiceMs = 700

const Hiding = createContext<() => void>(() => undefined)

/** What stands around every screen of people in care: large controls, and a blank page at two presses of Escape. */
export function Quiet({ children }: { readonly children: ReactNode }) {
  const [isHidden, setHidden] = useState(false)
  const toggle = useCallback(() => setHidden((now) => !now), [])
  useTwiceEscape(toggle)
  useBlankTab(isHidden)
  return (
    <Hiding value={toggle}>
      <div className={css['quiet']}>{children}</div>
      {isHidden ? createPortal(<Blank show={toggle} />, document.body) : null}
    </Hiding>
  )
}

/** For those without a keyboard in hand. */
export function HideButton() {
  const hide = use(Hiding)
  const { t } = useLingui()
  return (
    <Button
      variant="default"
      size="md"
      leftSection={<IconEyeOff size={18} aria-hidden />}
      title={t`Esc twice does the same, and brings it back`}
      onClick={hide}
    >
      <Trans>Hide</Trans>
    </Button>
  )
}

function useTwiceEscape(act: () => void): void {
  const last = useRef(-Infinity)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.repeat) return
      const isSecond = event.timeStamp - last.current < twiceMs
      last.current = isSecond ? -Infinity : event.timeStamp
      if (isSecond) act()
    }
    // Before any dialog hears it.
    document.addEventListener('keydown', listen, true)
    return () => document.removeEventListener('keydown', listen, true)
  }, [act])
}

/** The page behind takes no press and is not read aloud; the tab says nothing. */
function useBlankTab(isHidden: boolean): void {
  useEffect(() => {
    if (!isHidden) return undefined
    const title = document.title
    const focused = document.activeElement
    const behind = [...document.body.children].filter(
      (one): one is HTMLElement => one instanceof HTMLElement && one.dataset['blank'] === undefined,
    )
    document.title = '–'
    for (const one of behind) one.inert = true
    return () => {
      document.title = title
      for (const one of behind) one.inert = false
      if (focused instanceof HTMLElement) focused.focus()
    }
  }, [isHidden])
}

function Blank({ show }: { readonly show: () => void }) {
  const taps = useRef(-Infinity)
  const tap = useMemo(
    () =>
      (at: number): void => {
        if (at - taps.current < twiceMs) show()
        taps.current = at
      },
    [show],
  )
  return (
    <main
      className={css['blank']}
      data-blank
      tabIndex={-1}
      ref={(element) => element?.focus()}
      onPointerUp={(event) => tap(event.timeStamp)}
    >
      <h1 className="hidden-text">–</h1>
    </main>
  )
}
