import type { Routes } from '../api.ts'
import { formatRoutes } from './formats.ts'

/** Every domain's routes: one line each. */
export const ROUTES: readonly Routes[] = [formatRoutes]
