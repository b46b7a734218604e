import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'

import { alarmsOf } from './features/alarms/alarms-url.ts'
import { auditOf } from './features/audit/audit-url.ts'
import { entityOf } from './features/entity/entity-url.ts'
import { exchangeOf } from './features/exchange/exchange-url.ts'
import { exportsOf } from './features/exports/exports-url.ts'
import { chartOf } from './features/graph/graph-url.ts'
import { intakeOf } from './features/intake/intake-url.ts'
import { leadsOf } from './features/leads/leads-url.ts'
import { matchingOf } from './features/matching/matching-url.ts'
import { partnersOf } from './features/partners/partners-url.ts'
import { peopleOf } from './features/people/people-url.ts'
import { requestsOf } from './features/requests/requests-url.ts'
import { reviewOf } from './features/review/review-url.ts'
import { searchOf } from './features/search/search-url.ts'
import { signInOf } from './features/sign-in/sign-in-url.ts'
import { wordsOf } from './features/words/words-url.ts'
import { careRoutes } from './care-routes.tsx'
import { root, shell } from './shell-route.tsx'
import { Missing } from './ui/states.tsx'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInOf,
  component: lazyRouteComponent(() => import('./features/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
})

/** Without a network there is no session: what is carried opens with a passphrase. */
const offline = createRoute({
  getParentRoute: () => root,
  path: '/offline',
  component: lazyRouteComponent(() => import('./offline/offline-screen.tsx'), 'OfflineScreen'),
})

/** For whoever comes: no session stands behind it. */
const complain = createRoute({
  getParentRoute: () => root,
  path: '/complain',
  component: lazyRouteComponent(() => import('./features/complaints/complain-screen.tsx'), 'ComplainScreen'),
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

const requests = createRoute({
  getParentRoute: () => shell,
  path: '/requests',
  validateSearch: requestsOf,
  component: lazyRouteComponent(() => import('./features/requests/requests-screen.tsx'), 'RequestsScreen'),
})

const matching = createRoute({
  getParentRoute: () => shell,
  path: '/matching',
  validateSearch: matchingOf,
  component: lazyRouteComponent(() => import('./features/matching/matching-screen.tsx'), 'MatchingScreen'),
})

const exports = createRoute({
  getParentRoute: () => shell,
  path: '/exports',
  validateSearch: exportsOf,
  component: lazyRouteComponent(() => import('./features/exports/exports-screen.tsx'), 'ExportsScreen'),
})

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: auditOf,
  component: lazyRouteComponent(() => import('./features/audit/audit-screen.tsx'), 'AuditScreen'),
})

const alarms = createRoute({
  getParentRoute: () => shell,
  path: '/alarms',
  validateSearch: alarmsOf,
  component: lazyRouteComponent(() => import('./features/alarms/alarms-screen.tsx'), 'AlarmsScreen'),
})

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  validateSearch: peopleOf,
  component: lazyRouteComponent(() => import('./features/people/people-screen.tsx'), 'PeopleScreen'),
})

const words = createRoute({
  getParentRoute: () => shell,
  path: '/words',
  validateSearch: wordsOf,
  component: lazyRouteComponent(() => import('./features/words/words-screen.tsx'), 'WordsScreen'),
})

const partners = createRoute({
  getParentRoute: () => shell,
  path: '/partners',
  validateSearch: partnersOf,
  component: lazyRouteComponent(() => import('./features/partners/partners-screen.tsx'), 'PartnersScreen'),
})

/** An address that is no screen keeps the shell around it, and with it the way on. */
const elsewhere = createRoute({ getParentRoute: () => shell, path: '$', component: Missing })

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    offline,
    complain,
    shell.addChildren([
      myWork,
      search,
      entity,
      review,
      leads,
      graph,
      intake,
      ...careRoutes,
      exchange,
      requests,
      matching,
      exports,
      audit,
      alarms,
      people,
      words,
      partners,
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
