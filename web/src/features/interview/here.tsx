import { Link } from '@tanstack/react-router'
import { createContext, use } from 'react'
import type { ReactNode } from 'react'

import type { InterviewUrl } from './interview-url.ts'

/** Where one is in an interview. At the node it stands in the address; what a device carries stands in none, for a browser keeps those. */
export interface Here {
  readonly place: InterviewUrl
  readonly turn: (to: InterviewUrl) => void
  /** A link can be opened in another tab; a device has none to give. */
  readonly isAddressed: boolean
  /** Sealed words open at the node alone, and for who may. */
  readonly mayOpen: boolean
}

const HereContext = createContext<Here | undefined>(undefined)

export const HereOf = HereContext.Provider

export function useHere(): Here {
  const here = use(HereContext)
  if (!here) throw new Error('an interview is somewhere')
  return here
}

interface TurnProps {
  readonly to: InterviewUrl
  readonly isCurrent?: boolean
  readonly children: ReactNode
}

/** The way to another place of the same interview. */
export function Turn({ to, isCurrent = false, children }: TurnProps) {
  const { turn, isAddressed } = useHere()
  if (isAddressed)
    return (
      <Link
        to="/interviews/$id"
        from="/interviews/$id"
        search={to}
        aria-current={isCurrent ? 'true' : undefined}
      >
        {children}
      </Link>
    )
  return (
    <button type="button" onClick={() => turn(to)} aria-current={isCurrent ? 'true' : undefined}>
      {children}
    </button>
  )
}
