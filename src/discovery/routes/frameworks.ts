import type { Framework } from './contract.ts'

/** Every web framework whose routes are read. */
export const FRAMEWORKS: readonly Framework[] = []

export const FRAMEWORK_BY_ID: ReadonlyMap<string, Framework> = new Map(FRAMEWORKS.map((one) => [one.id, one]))
