/** SQL for a `timestamptz` as ISO 8601 in UTC with milliseconds, as `Date` prints it: for what is built as JSON in the database. */
export const isoText = (moment: string): string =>
  `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
