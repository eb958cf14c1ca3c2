import type { Asset, Context } from '../api/types.ts'

export interface FoundContext {
  exposure: Context['exposure']
  dataClasses: Context['dataClasses']
}

/**
 * What of an asset's context in force nobody said, neither of it nor of its application: then discovery found it, and people may
 * overrule it. null where somebody said it, or nothing was found.
 */
export const foundContext = (
  { exposure, dataClasses, effective }: Pick<Asset, 'exposure' | 'dataClasses' | 'effective'>,
  inherited: Pick<Context, 'exposure' | 'dataClasses'> | null | undefined,
): FoundContext => ({
  exposure: (exposure ?? inherited?.exposure) ? null : effective.exposure,
  dataClasses: (dataClasses ?? inherited?.dataClasses) ? null : effective.dataClasses,
})
