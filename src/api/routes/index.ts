import type { Routes } from '../api.ts'
import { applicationRoutes } from './applications.ts'
import { assetRoutes } from './assets.ts'
import { auditRoutes } from './audit.ts'
import { componentRoutes } from './components.ts'
import { eventRoutes } from './events.ts'
import { findingRoutes } from './findings.ts'
import { formatRoutes } from './formats.ts'
import { mappingRoutes } from './mappings.ts'
import { meRoutes } from './me.ts'
import { mergeRoutes } from './merges.ts'
import { openApiRoutes } from './openapi.ts'
import { overviewRoutes } from './overview.ts'
import { reportRoutes } from './reports.ts'
import { teamRoutes } from './teams.ts'
import { tokenRoutes } from './tokens.ts'
import { triageRoutes } from './triage.ts'
import { userRoutes } from './users.ts'
import { welcomeRoutes } from './welcome.ts'

/** Every domain's routes: one line each. */
export const ROUTES: readonly Routes[] = [
  applicationRoutes,
  assetRoutes,
  auditRoutes,
  componentRoutes,
  eventRoutes,
  findingRoutes,
  formatRoutes,
  mappingRoutes,
  meRoutes,
  mergeRoutes,
  openApiRoutes,
  overviewRoutes,
  reportRoutes,
  teamRoutes,
  tokenRoutes,
  triageRoutes,
  userRoutes,
  welcomeRoutes,
]
