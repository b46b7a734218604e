import { createRoute, lazyRouteComponent } from '@tanstack/react-router'

import { complaintsOf } from './features/complaints/complaints-url.ts'
import { consentOf } from './features/consent/consent-url.ts'
import { panelsOf } from './features/determination/panels-url.ts'
import { careOf } from './features/protection/care/care-url.ts'
import { giveCasesOf } from './features/give-out/give-cases-url.ts'
import { interviewOf, interviewsOf } from './features/interview/interview-url.ts'
import { findingsOf } from './features/non-punishment/findings-url.ts'
import { glassOf } from './features/protection/glass-url.ts'
import { figureOf, figurePeopleOf } from './features/figures/figures-url.ts'
import { arrivalOf } from './features/protection/protection-url.ts'
import { qualityOf } from './features/quality/quality-url.ts'
import { keepingOf } from './features/retention/retention-url.ts'
import { consularOf, formOf, returnsOf } from './features/returns/returns-url.ts'
import { shell } from './shell-route.tsx'

const arrivals = createRoute({
  getParentRoute: () => shell,
  path: '/arrivals',
  component: lazyRouteComponent(() => import('./features/protection/arrivals-screen.tsx'), 'ArrivalsScreen'),
})

const arrival = createRoute({
  getParentRoute: () => shell,
  path: '/arrivals/$id',
  validateSearch: arrivalOf,
  component: lazyRouteComponent(() => import('./features/protection/arrival-screen.tsx'), 'ArrivalScreen'),
})

const protectedPerson = createRoute({
  getParentRoute: () => shell,
  path: '/protected/$code',
  component: lazyRouteComponent(
    () => import('./features/protection/person-screen.tsx'),
    'ProtectedPersonScreen',
  ),
})

const devices = createRoute({
  getParentRoute: () => shell,
  path: '/devices',
  component: lazyRouteComponent(() => import('./features/devices/devices-screen.tsx'), 'DevicesScreen'),
})

const subject = createRoute({
  getParentRoute: () => shell,
  path: '/protected/$code/file',
  component: lazyRouteComponent(() => import('./features/protection/subject-screen.tsx'), 'SubjectScreen'),
})

const keeping = createRoute({
  getParentRoute: () => shell,
  path: '/keeping',
  validateSearch: keepingOf,
  component: lazyRouteComponent(() => import('./features/retention/keeping-screen.tsx'), 'KeepingScreen'),
})

const personKeeping = createRoute({
  getParentRoute: () => shell,
  path: '/protected/$code/retention',
  component: lazyRouteComponent(
    () => import('./features/retention/person-keeping-screen.tsx'),
    'PersonKeepingScreen',
  ),
})

const erasure = createRoute({
  getParentRoute: () => shell,
  path: '/erasures/$id',
  component: lazyRouteComponent(() => import('./features/retention/erasure-screen.tsx'), 'ErasureScreen'),
})

const seek = createRoute({
  getParentRoute: () => shell,
  path: '/known',
  component: lazyRouteComponent(() => import('./features/protection/seek-screen.tsx'), 'SeekScreen'),
})

const emergency = createRoute({
  getParentRoute: () => shell,
  path: '/emergency',
  validateSearch: glassOf,
  component: lazyRouteComponent(() => import('./features/protection/glass-screen.tsx'), 'GlassScreen'),
})

const evacuation = createRoute({
  getParentRoute: () => shell,
  path: '/evacuation',
  component: lazyRouteComponent(
    () => import('./features/evacuation/evacuation-screen.tsx'),
    'EvacuationScreen',
  ),
})

const complaints = createRoute({
  getParentRoute: () => shell,
  path: '/complaints',
  validateSearch: complaintsOf,
  component: lazyRouteComponent(
    () => import('./features/complaints/complaints-screen.tsx'),
    'ComplaintsScreen',
  ),
})

const findings = createRoute({
  getParentRoute: () => shell,
  path: '/non-punishment',
  validateSearch: findingsOf,
  component: lazyRouteComponent(
    () => import('./features/non-punishment/findings-screen.tsx'),
    'FindingsScreen',
  ),
})

const finding = createRoute({
  getParentRoute: () => shell,
  path: '/non-punishment/$id',
  component: lazyRouteComponent(
    () => import('./features/non-punishment/finding-screen.tsx'),
    'FindingScreen',
  ),
})

const quality = createRoute({
  getParentRoute: () => shell,
  path: '/quality',
  validateSearch: qualityOf,
  component: lazyRouteComponent(() => import('./features/quality/quality-screen.tsx'), 'QualityScreen'),
})

const returns = createRoute({
  getParentRoute: () => shell,
  path: '/returns',
  validateSearch: returnsOf,
  component: lazyRouteComponent(() => import('./features/returns/returns-screen.tsx'), 'ReturnsScreen'),
})

const returnCase = createRoute({
  getParentRoute: () => shell,
  path: '/returns/$id',
  component: lazyRouteComponent(() => import('./features/returns/return-screen.tsx'), 'ReturnScreen'),
})

const returnForm = createRoute({
  getParentRoute: () => shell,
  path: '/returns/$id/form',
  validateSearch: formOf,
  component: lazyRouteComponent(() => import('./features/returns/form-screen.tsx'), 'FormScreen'),
})

const journeys = createRoute({
  getParentRoute: () => shell,
  path: '/journeys',
  component: lazyRouteComponent(() => import('./features/returns/journeys-screen.tsx'), 'JourneysScreen'),
})

const journey = createRoute({
  getParentRoute: () => shell,
  path: '/journeys/$id',
  component: lazyRouteComponent(() => import('./features/returns/journey-screen.tsx'), 'JourneyScreen'),
})

const consular = createRoute({
  getParentRoute: () => shell,
  path: '/consular',
  validateSearch: consularOf,
  component: lazyRouteComponent(() => import('./features/returns/consular-screen.tsx'), 'ConsularScreen'),
})

const figures = createRoute({
  getParentRoute: () => shell,
  path: '/figures',
  component: lazyRouteComponent(() => import('./features/figures/figures-screen.tsx'), 'FiguresScreen'),
})

const newFigure = createRoute({
  getParentRoute: () => shell,
  path: '/figures/new',
  validateSearch: figureOf,
  component: lazyRouteComponent(() => import('./features/figures/new-figure-screen.tsx'), 'NewFigureScreen'),
})

const figurePeople = createRoute({
  getParentRoute: () => shell,
  path: '/figures/people',
  validateSearch: figurePeopleOf,
  component: lazyRouteComponent(
    () => import('./features/figures/figure-people-screen.tsx'),
    'FigurePeopleScreen',
  ),
})

const figureRelease = createRoute({
  getParentRoute: () => shell,
  path: '/figures/$id',
  component: lazyRouteComponent(() => import('./features/figures/release-screen.tsx'), 'FigureReleaseScreen'),
})

const caseReleases = createRoute({
  getParentRoute: () => shell,
  path: '/case-releases',
  component: lazyRouteComponent(
    () => import('./features/give-out/case-releases-screen.tsx'),
    'CaseReleasesScreen',
  ),
})

const giveCases = createRoute({
  getParentRoute: () => shell,
  path: '/case-releases/new',
  validateSearch: giveCasesOf,
  component: lazyRouteComponent(() => import('./features/give-out/give-cases-screen.tsx'), 'GiveCasesScreen'),
})

const takeCases = createRoute({
  getParentRoute: () => shell,
  path: '/case-releases/take',
  component: lazyRouteComponent(() => import('./features/give-out/take-cases-screen.tsx'), 'TakeCasesScreen'),
})

const caseRelease = createRoute({
  getParentRoute: () => shell,
  path: '/case-releases/$id',
  component: lazyRouteComponent(
    () => import('./features/give-out/case-release-screen.tsx'),
    'CaseReleaseScreen',
  ),
})

const caseFacts = createRoute({
  getParentRoute: () => shell,
  path: '/protected/$code/facts',
  component: lazyRouteComponent(() => import('./features/figures/case-facts-screen.tsx'), 'CaseFactsScreen'),
})

const care = createRoute({
  getParentRoute: () => shell,
  path: '/care',
  validateSearch: careOf,
  component: lazyRouteComponent(() => import('./features/protection/care/care-screen.tsx'), 'CareScreen'),
})

const personCare = createRoute({
  getParentRoute: () => shell,
  path: '/protected/$code/care',
  component: lazyRouteComponent(
    () => import('./features/protection/care/person-care-screen.tsx'),
    'PersonCareScreen',
  ),
})

const referral = createRoute({
  getParentRoute: () => shell,
  path: '/care/referral/$id',
  component: lazyRouteComponent(
    () => import('./features/protection/care/referral-screen.tsx'),
    'ReferralScreen',
  ),
})

const consent = createRoute({
  getParentRoute: () => shell,
  path: '/protected/$code/consent',
  validateSearch: consentOf,
  component: lazyRouteComponent(() => import('./features/consent/consent-screen.tsx'), 'ConsentScreen'),
})

const interviews = createRoute({
  getParentRoute: () => shell,
  path: '/protected/$code/interviews',
  validateSearch: interviewsOf,
  component: lazyRouteComponent(
    () => import('./features/interview/interviews-screen.tsx'),
    'InterviewsScreen',
  ),
})

const interview = createRoute({
  getParentRoute: () => shell,
  path: '/interviews/$id',
  validateSearch: interviewOf,
  component: lazyRouteComponent(() => import('./features/interview/interview-screen.tsx'), 'InterviewScreen'),
})

const personPanels = createRoute({
  getParentRoute: () => shell,
  path: '/protected/$code/panels',
  component: lazyRouteComponent(
    () => import('./features/determination/person-panels-screen.tsx'),
    'PersonPanelsScreen',
  ),
})

const panels = createRoute({
  getParentRoute: () => shell,
  path: '/panels',
  validateSearch: panelsOf,
  component: lazyRouteComponent(() => import('./features/determination/panels-screen.tsx'), 'PanelsScreen'),
})

const panel = createRoute({
  getParentRoute: () => shell,
  path: '/panels/$id',
  component: lazyRouteComponent(() => import('./features/determination/panel-screen.tsx'), 'PanelScreen'),
})

/** Screens around people in protection, from the bridge to a year at home. */
export const careRoutes = [
  arrivals,
  arrival,
  protectedPerson,
  devices,
  subject,
  keeping,
  personKeeping,
  erasure,
  seek,
  emergency,
  complaints,
  evacuation,
  findings,
  finding,
  quality,
  returns,
  returnCase,
  returnForm,
  journeys,
  journey,
  consular,
  figures,
  newFigure,
  figurePeople,
  figureRelease,
  caseFacts,
  caseReleases,
  giveCases,
  takeCases,
  caseRelease,
  care,
  personCare,
  referral,
  consent,
  interviews,
  interview,
  personPanels,
  panels,
  panel,
] as const
