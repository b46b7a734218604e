import { useEffect, useEffectEvent } from 'react'

import type { ChartDesk } from './use-chart.ts'

/** Ctrl Z and Ctrl Shift Z (or Ctrl Y) anywhere on the screen but in a field, where they belong to the text. */
export function useUndoKeys({ undo, redo }: Pick<ChartDesk, 'undo' | 'redo'>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    if (event.code !== 'KeyZ' && event.code !== 'KeyY') return
    const inField = event.target instanceof Element && event.target.closest('input, textarea, select')
    if (inField || document.querySelector('[role="dialog"][aria-modal="true"]')) return
    event.preventDefault()
    if (event.code === 'KeyY' || event.shiftKey) redo()
    else undo()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
