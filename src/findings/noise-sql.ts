/** SQL: why a row of `finding` is noise, by the tools' words (src/model/noise.ts) and by a policy's. */
export const noiseSql = (as: string): string =>
  `case when ${as}.policy_noise then ${as}.noise || 'policy'::text else ${as}.noise end`
