import type { PackageUse } from '../api/types.ts'

const DIRECT: Record<string, string> = { true: 'direct', false: 'indirect' }

/** How an asset uses a package, in words: `direct, runtime`. */
export const howUsed = ({ direct, scope }: Pick<PackageUse, 'direct' | 'scope'>): string =>
  [DIRECT[String(direct)], scope].filter(Boolean).join(', ') || '–'
