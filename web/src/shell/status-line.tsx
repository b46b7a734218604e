import { createContext, use } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

export const StatusSlot = createContext<HTMLElement | null>(null)

/** What a screen adds to the line at the bottom: counts, age of the data, what is waiting. */
export function Status({ children }: { readonly children: ReactNode }) {
  const slot = use(StatusSlot)
  return slot ? createPortal(children, slot) : null
}
