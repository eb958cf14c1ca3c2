/** SQL: the product of two sides in tenths, as `product` of score/score.ts makes it. */
export const productScore = (likelihood: string, impact: string): string =>
  `((${likelihood}::int * ${impact}::int + 500) / 1000)`

/** SQL: the score: the product and what policies add, within the scale. */
export const boundedScore = (likelihood: string, impact: string, policyPoints: string): string =>
  `greatest(0, least(1000, ${productScore(likelihood, impact)} + ${policyPoints}))::smallint`
