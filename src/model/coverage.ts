/** Classes of tools that may look at an asset. */
export const COVERAGE_CLASSES = ['sast', 'sca', 'secrets', 'iac', 'dast', 'container', 'cloud'] as const
export type CoverageClass = (typeof COVERAGE_CLASSES)[number]
