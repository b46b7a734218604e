import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'

import { problemOf } from './api/problem.ts'
import { queries } from './api/queries.ts'
import { sessionQuery } from './api/session.ts'
import { auditOf } from './features/audit/audit-url.ts'
import { entityOf } from './features/entity/entity-url.ts'
import { exchangeOf } from './features/exchange/exchange-url.ts'
import { chartOf } from './features/graph/graph-url.ts'
import { intakeOf } from './features/intake/intake-url.ts'
import { leadsOf } from './features/leads/leads-url.ts'
import { peopleOf } from './features/people/people-url.ts'
import { reviewOf } from './features/review/review-url.ts'
import { searchOf } from './features/search/search-url.ts'
import { signInOf } from './features/sign-in/sign-in-url.ts'
import { Shell } from './shell/shell.tsx'
import { Missing } from './ui/states.tsx'
import { ScreenFault } from './ui/screen-fault.tsx'

const root = createRootRoute({ notFoundComponent: Missing, errorComponent: ScreenFault })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInOf,
  component: lazyRouteComponent(() => import('./features/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
})

/** Everything but the sign-in stands in the shell, and the shell stands on a session. */
const shell = createRoute({
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

const myWork = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./features/my-work/my-work-screen.tsx'), 'MyWorkScreen'),
})

const search = createRoute({
  getParentRoute: () => shell,
  path: '/search',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./features/search/search-screen.tsx'), 'SearchScreen'),
})

const entity = createRoute({
  getParentRoute: () => shell,
  path: '/entity/$id',
  validateSearch: entityOf,
  component: lazyRouteComponent(() => import('./features/entity/entity-screen.tsx'), 'EntityScreen'),
})

const review = createRoute({
  getParentRoute: () => shell,
  path: '/review',
  validateSearch: reviewOf,
  component: lazyRouteComponent(() => import('./features/review/review-screen.tsx'), 'ReviewScreen'),
})

const leads = createRoute({
  getParentRoute: () => shell,
  path: '/leads',
  validateSearch: leadsOf,
  component: lazyRouteComponent(() => import('./features/leads/leads-screen.tsx'), 'LeadsScreen'),
})

const graph = createRoute({
  getParentRoute: () => shell,
  path: '/chart',
  validateSearch: chartOf,
  component: lazyRouteComponent(() => import('./features/graph/graph-screen.tsx'), 'GraphScreen'),
})

const intake = createRoute({
  getParentRoute: () => shell,
  path: '/import',
  validateSearch: intakeOf,
  component: lazyRouteComponent(() => import('./features/intake/intake-screen.tsx'), 'IntakeScreen'),
})

const exchange = createRoute({
  getParentRoute: () => shell,
  path: '/releases',
  validateSearch: exchangeOf,
  component: lazyRouteComponent(() => import('./features/exchange/exchange-screen.tsx'), 'ExchangeScreen'),
})

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: auditOf,
  component: lazyRouteComponent(() => import('./features/audit/audit-screen.tsx'), 'AuditScreen'),
})

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  validateSearch: peopleOf,
  component: lazyRouteComponent(() => import('./features/people/people-screen.tsx'), 'PeopleScreen'),
})

/** An address that is no screen keeps the shell around it, and with it the way on. */
const elsewhere = createRoute({ getParentRoute: () => shell, path: '$', component: Missing })

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    shell.addChildren([
      myWork,
      search,
      entity,
      review,
      leads,
      graph,
      intake,
      exchange,
      audit,
      people,
      elsewhere,
    ]),
  ]),
  defaultPreload: false,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
