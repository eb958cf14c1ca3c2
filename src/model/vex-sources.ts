/**
 * Sources of verdicts that are statements about a package by somebody who knows it (VEX), whatever tool finds it there. All others
 * are a tool's word on its own results.
 */
export const VEX_SOURCES = [
  'openvex',
  'csaf-vex',
  'cyclonedx-vex',
  'spdx-vex',
  'artifact-analysis-vex',
] as const
