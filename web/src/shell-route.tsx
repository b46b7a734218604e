import { createRootRoute, createRoute, redirect } from '@tanstack/react-router'

import { problemOf } from './api/problem.ts'
import { queries } from './api/queries.ts'
import { sessionQuery } from './api/session.ts'
import { Shell } from './shell/shell.tsx'
import { Missing } from './ui/states.tsx'
import { ScreenFault } from './ui/screen-fault.tsx'

export const root = createRootRoute({ notFoundComponent: Missing, errorComponent: ScreenFault })

/** Everything but the sign-in stands in the shell, and the shell stands on a session. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await queries.ensureQueryData(sessionQuery)
    } catch (error) {
      if (problemOf(error).status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw error
    }
  },
})
