import { useEffect, useEffectEvent } from 'react'

import { useShortcuts } from '../shell/preference.ts'

/** What a key does; return nothing. Names: a KeyboardEvent.code (`KeyJ`) or a character (`/`, `?`). */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

/**
 * Single-key shortcuts of a screen. They rest while somebody types or a dialog is open, and when the person switched them off.
 * Letters go by the place of the key, so that J is J on a Thai keyboard too.
 */
export function useKeys(keys: Keys): void {
  const [on] = useShortcuts()
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
    // Enter on a link or button is that control's own.
    if (
      event.key === 'Enter' &&
      event.target instanceof Element &&
      event.target.closest('a, button, summary')
    )
      return
    const act = keys[event.key] ?? (event.shiftKey ? undefined : keys[event.code])
    if (!act) return
    event.preventDefault()
    act(event)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

interface ListKeys {
  readonly ids: readonly string[]
  readonly chosen: string | undefined
  readonly choose: (id: string) => void
  readonly open?: (id: string) => void
}

/** J and K walk a list, Enter opens what is chosen. */
export function useListKeys({ ids, chosen, choose, open }: ListKeys): void {
  const step = (by: number): void => {
    const at = chosen === undefined ? -1 : ids.indexOf(chosen)
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + by))]
    if (next === undefined) return
    choose(next)
    document.querySelector(`[data-row="${CSS.escape(next)}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    Enter: () => {
      if (chosen !== undefined) open?.(chosen)
    },
  })
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return true
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="textbox"]') !== null
  )
}
