import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { ApiError } from './api/api-error.ts'
import { meQuery } from './api/me.ts'
import { queryClient } from './api/query-client.ts'
import { only, parseSearch, stringifySearch } from './api/search-params.ts'
import type { Finding } from './api/types.ts'
import { NODE_FILTERS } from './estate/node-search.ts'
import { facetsQuery } from './findings/facets-query.ts'
import { FINDING_PARAMS, filterOf, listQueryOf } from './findings/finding-search.ts'
import { keysetQuery } from './list/keyset-list.ts'
import { POLICIES_PARAMS } from './policies/policies-search.ts'
import { NotFound } from './shell/not-found.tsx'
import { PageError } from './shell/page-error.tsx'
import { PagePending } from './shell/page-pending.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: only('next'),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  validateSearch: only('token'),
  component: lazyRouteComponent(() => import('./sign-in/welcome-page.tsx'), 'WelcomePage'),
})

/** Everything for people who are signed in; others are sent to sign in and come back to where they wanted to be. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  // Not `beforeLoad`: the page's own data and code are asked for at the same time.
  loader: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        throw redirect({ to: '/sign-in', search: { next: location.href } })
      }
      throw error
    }
  },
  component: Shell,
  errorComponent: PageError,
})

const overview = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: only('application', 'team', 'days', 'view', 'asOf'),
  component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
})

const findings = createRoute({
  getParentRoute: () => shell,
  path: '/findings',
  validateSearch: only(...FINDING_PARAMS, 'open'),
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => {
    void queryClient.prefetchInfiniteQuery(keysetQuery<Finding>('/findings', listQueryOf(deps)))
    void queryClient.prefetchQuery(facetsQuery(filterOf(deps)))
  },
  component: lazyRouteComponent(() => import('./findings/findings-page.tsx'), 'FindingsPage'),
})

const finding = createRoute({
  getParentRoute: () => shell,
  path: '/findings/$id',
  component: lazyRouteComponent(() => import('./finding/finding-page.tsx'), 'FindingPage'),
})

const applications = createRoute({
  getParentRoute: () => shell,
  path: '/applications',
  validateSearch: only('q', 'team', 'criticality', 'exposure', 'sort', 'order', 'open', 'expanded'),
  component: lazyRouteComponent(() => import('./inventory/applications-page.tsx'), 'ApplicationsPage'),
})

const application = createRoute({
  getParentRoute: () => shell,
  path: '/applications/$id',
  component: lazyRouteComponent(() => import('./inventory/application-page.tsx'), 'ApplicationPage'),
})

const asset = createRoute({
  getParentRoute: () => shell,
  path: '/asset/$id',
  validateSearch: only('tab', 'branch'),
  component: lazyRouteComponent(() => import('./inventory/asset-page.tsx'), 'AssetPage'),
})

const components = createRoute({
  getParentRoute: () => shell,
  path: '/components',
  validateSearch: only('q', 'ecosystem', 'license', 'asset', 'sort', 'order', 'open'),
  component: lazyRouteComponent(() => import('./components/components-page.tsx'), 'ComponentsPage'),
})

const whereUsed = createRoute({
  getParentRoute: () => shell,
  path: '/components/where',
  validateSearch: only('of', 'versions', 'license'),
  component: lazyRouteComponent(() => import('./components/where-page.tsx'), 'WherePage'),
})

const campaigns = createRoute({
  getParentRoute: () => shell,
  path: '/components/upgrades',
  component: lazyRouteComponent(() => import('./upgrades/campaigns-page.tsx'), 'CampaignsPage'),
})

const packagePage = createRoute({
  getParentRoute: () => shell,
  path: '/packages/$key',
  component: lazyRouteComponent(() => import('./packages/package-page.tsx'), 'PackagePage'),
})

const advisory = createRoute({
  getParentRoute: () => shell,
  path: '/advisories/$id',
  component: lazyRouteComponent(() => import('./advisory/advisory-page.tsx'), 'AdvisoryPage'),
})

const estateCoverage = createRoute({
  getParentRoute: () => shell,
  path: '/estate/coverage',
  validateSearch: only('q', 'application', 'gap', 'staleDays', 'sort', 'order', 'open'),
  component: lazyRouteComponent(() => import('./estate/coverage-page.tsx'), 'CoveragePage'),
})

const estateChanges = createRoute({
  getParentRoute: () => shell,
  path: '/estate/changes',
  validateSearch: only('q', 'asset', 'from', 'to'),
  component: lazyRouteComponent(() => import('./estate/changes-page.tsx'), 'ChangesPage'),
})

const estateMap = createRoute({
  getParentRoute: () => shell,
  path: '/estate/map',
  validateSearch: only('application', 'asset', 'kinds', 'q', 'open'),
  component: lazyRouteComponent(() => import('./estate/map/map-page.tsx'), 'EstateMapPage'),
})

const estateQuestions = createRoute({
  getParentRoute: () => shell,
  path: '/estate/questions',
  validateSearch: only('q', 'open'),
  component: lazyRouteComponent(() => import('./estate/questions/questions-page.tsx'), 'QuestionsPage'),
})

const dashboards = createRoute({
  getParentRoute: () => shell,
  path: '/dashboards',
  component: lazyRouteComponent(() => import('./dashboards/dashboards-page.tsx'), 'DashboardsPage'),
})

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/dashboards/$id',
  validateSearch: only('asOf', 'edit'),
  component: lazyRouteComponent(() => import('./dashboards/dashboard-page.tsx'), 'DashboardPage'),
})

const exceptions = createRoute({
  getParentRoute: () => shell,
  path: '/exceptions',
  validateSearch: only('q', 'status', 'target', 'kind', 'finding', 'endsBefore', 'open', 'ask', 'of'),
  component: lazyRouteComponent(() => import('./exceptions/exceptions-page.tsx'), 'ExceptionsPage'),
})

const sla = createRoute({
  getParentRoute: () => shell,
  path: '/sla',
  validateSearch: only('team', 'application', 'by'),
  component: lazyRouteComponent(() => import('./sla/sla-page.tsx'), 'SlaPage'),
})

const policies = createRoute({
  getParentRoute: () => shell,
  path: '/policies',
  validateSearch: only(...POLICIES_PARAMS),
  component: lazyRouteComponent(() => import('./policies/policies-page.tsx'), 'PoliciesPage'),
})

const policy = createRoute({
  getParentRoute: () => shell,
  path: '/policies/$id',
  validateSearch: only('view'),
  component: lazyRouteComponent(() => import('./policies/policy-page.tsx'), 'PolicyPage'),
})

const newPolicy = createRoute({
  getParentRoute: () => shell,
  path: '/new-policy',
  validateSearch: only('from', 'view'),
  component: lazyRouteComponent(() => import('./policies/new-policy-page.tsx'), 'NewPolicyPage'),
})

const combinations = createRoute({
  getParentRoute: () => shell,
  path: '/combinations',
  validateSearch: only('q'),
  component: lazyRouteComponent(() => import('./combinations/combinations-page.tsx'), 'CombinationsPage'),
})

const combination = createRoute({
  getParentRoute: () => shell,
  path: '/combinations/$id',
  validateSearch: only('view'),
  component: lazyRouteComponent(() => import('./combinations/combination-page.tsx'), 'CombinationPage'),
})

const newCombination = createRoute({
  getParentRoute: () => shell,
  path: '/new-combination',
  validateSearch: only('from', 'view'),
  component: lazyRouteComponent(() => import('./combinations/combination-page.tsx'), 'NewCombinationPage'),
})

const merges = createRoute({
  getParentRoute: () => shell,
  path: '/merges',
  validateSearch: only('rule', 'asset', 'open'),
  component: lazyRouteComponent(() => import('./merges/merges-page.tsx'), 'MergesPage'),
})

/** The rail's place: every page of the estate is below it. */
const estateHome = createRoute({
  getParentRoute: () => shell,
  path: '/estate',
  beforeLoad: () => {
    throw redirect({ to: '/estate/apis', replace: true })
  },
})

const estateApis = createRoute({
  getParentRoute: () => shell,
  path: '/estate/apis',
  validateSearch: only(...NODE_FILTERS, 'open'),
  component: lazyRouteComponent(() => import('./estate/apis-page.tsx'), 'ApisPage'),
})

const estateData = createRoute({
  getParentRoute: () => shell,
  path: '/estate/data',
  validateSearch: only(...NODE_FILTERS, 'open'),
  component: lazyRouteComponent(() => import('./estate/data-page.tsx'), 'DataPage'),
})

const estateTraffic = createRoute({
  getParentRoute: () => shell,
  path: '/estate/traffic',
  validateSearch: only('show', 'asset', 'open'),
  component: lazyRouteComponent(() => import('./estate/traffic-page.tsx'), 'TrafficPage'),
})

const estatePipelines = createRoute({
  getParentRoute: () => shell,
  path: '/estate/pipelines',
  validateSearch: only(...NODE_FILTERS, 'open'),
  component: lazyRouteComponent(() => import('./estate/pipelines-page.tsx'), 'PipelinesPage'),
})

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  validateSearch: only('q', 'status', 'format', 'asset', 'open', 'into', 'discover'),
  component: lazyRouteComponent(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
})

const newFormat = createRoute({
  getParentRoute: () => shell,
  path: '/new-format',
  validateSearch: only('report', 'view'),
  component: lazyRouteComponent(() => import('./formats/new-format-page.tsx'), 'NewFormatPage'),
})

const format = createRoute({
  getParentRoute: () => shell,
  path: '/formats/$id',
  validateSearch: only('version', 'view'),
  component: lazyRouteComponent(() => import('./formats/format-page.tsx'), 'FormatPage'),
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
})

const settingsHome = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'people' }, replace: true })
  },
})

/** Unknown addresses inside the shell keep the way back in sight. */
const missing = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound })

const routeTree = root.addChildren([
  signIn,
  welcome,
  shell.addChildren([
    overview,
    findings,
    finding,
    applications,
    application,
    asset,
    components,
    whereUsed,
    campaigns,
    packagePage,
    advisory,
    estateCoverage,
    estateMap,
    estateQuestions,
    estateChanges,
    dashboards,
    dashboard,
    exceptions,
    sla,
    policies,
    policy,
    newPolicy,
    combinations,
    combination,
    newCombination,
    merges,
    estateHome,
    estateApis,
    estateData,
    estatePipelines,
    estateTraffic,
    imports,
    newFormat,
    format,
    settings,
    settingsHome,
    missing,
  ]),
])

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingComponent: PagePending,
  defaultPendingMs: 150,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
