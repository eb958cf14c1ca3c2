import type { Routes } from '../api.ts'
import { auditRoutes } from './audit.ts'
import { formatRoutes } from './formats.ts'
import { meRoutes } from './me.ts'
import { teamRoutes } from './teams.ts'
import { tokenRoutes } from './tokens.ts'
import { userRoutes } from './users.ts'
import { welcomeRoutes } from './welcome.ts'

/** Every domain's routes: one line each. */
export const ROUTES: readonly Routes[] = [
  auditRoutes,
  formatRoutes,
  meRoutes,
  teamRoutes,
  tokenRoutes,
  userRoutes,
  welcomeRoutes,
]
