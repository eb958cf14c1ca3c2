/** Where it is known from whose a thing is, what counts most first. */
export const OWNER_SOURCES = [
  'codeowners',
  'catalog-info',
  'owners',
  'maintainers',
  'team',
  'package',
  'history',
] as const
export type OwnerSource = (typeof OWNER_SOURCES)[number]

/** What a source tree says of the owner of a part of it: a pattern of CODEOWNERS, or a folder of any other source; `.` is everything. */
export interface OwnerRule {
  type: 'owner'
  path: string
  /** As the source writes it; empty in a rule of CODEOWNERS that takes owners away. */
  owner: string
  source: string
}
