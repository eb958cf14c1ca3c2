/**
 * Numbers are brought to steps before they are scored, so that a million findings have few distinct inputs. The same arithmetic is done
 * here and in SQL, in double precision and with nothing but operations that IEEE 754 rounds in one way: a finding gets the same step
 * wherever it is made.
 */
export interface Steps {
  /** The value that stands for each step. */
  values: readonly number[]
  /** The step of a value. The database holds single precision. */
  of(value: number): number
  /** SQL: the step of an expression, -1 for null. */
  sql(expression: string): string
}

const within = (value: number, most: number): number => Math.max(0, Math.min(most, Math.fround(value)))
const withinSql = (expression: string, most: number): string =>
  `greatest(0, least(${most}, (${expression})::float8))`

/** CVSS in tenths. */
export const CVSS: Steps = {
  values: Array.from({ length: 101 }, (_, n) => n / 10),
  of: (value) => Math.floor(within(value, 10) * 10 + 0.5),
  sql: (expression) =>
    `case when ${expression} is null then -1 else floor(${withinSql(expression, 10)} * 10 + 0.5)::int end`,
}

const EPSS_STEPS = 400
/** EPSS by its eighth root: near zero, where probabilities crowd, a step is 6 % of the value, at the top 2 %. */
export const EPSS: Steps = {
  values: Array.from({ length: EPSS_STEPS + 1 }, (_, n) => (n / EPSS_STEPS) ** 8),
  of: (value) => Math.floor(Math.sqrt(Math.sqrt(Math.sqrt(within(value, 1)))) * EPSS_STEPS + 0.5),
  sql: (expression) =>
    `case when ${expression} is null then -1
      else floor(sqrt(sqrt(sqrt(${withinSql(expression, 1)}))) * ${EPSS_STEPS} + 0.5)::int end`,
}

/** The value that stands for the step of a value. */
export const stepped = (steps: Steps, value: number): number => steps.values[steps.of(value)] as number
