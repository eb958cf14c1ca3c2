/** How much the business depends on an application. */
export const CRITICALITIES = ['critical', 'high', 'medium', 'low'] as const
export type Criticality = (typeof CRITICALITIES)[number]

/** Who can reach it over a network. */
export const EXPOSURES = ['internet', 'partner', 'internal', 'isolated'] as const
export type Exposure = (typeof EXPOSURES)[number]

export const ENVIRONMENTS = ['production', 'staging', 'development'] as const
export type Environment = (typeof ENVIRONMENTS)[number]

/** Classes of data it holds or moves. */
export const DATA_CLASSES = [
  'credentials',
  'phi',
  'pci',
  'pii',
  'minors',
  'location',
  'financial',
  'internal',
  'public',
] as const
export type DataClass = (typeof DATA_CLASSES)[number]

/** What stands between an attacker and a weakness, without removing it. */
export const CONTROLS = [
  'waf',
  'network-policy',
  'sandbox',
  'mfa',
  'runtime-protection',
  'read-only',
  'allow-list',
] as const
export type Control = (typeof CONTROLS)[number]
