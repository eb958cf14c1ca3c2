/** A published SSVC decision table, as data. */
export interface DecisionTable<Outcome extends string = string> {
  id: string
  name: string
  version: string
  /** Where it is published. */
  source: string
  /** Its decision points in the order of its columns, with their values in the order of its rows. */
  points: readonly { id: string; values: readonly string[] }[]
  /** Mildest first. */
  outcomes: readonly Outcome[]
  /** The outcome of each row as its place in `outcomes`; the last point's values change fastest. Spaces only divide. */
  rows: string
}

/** The values that each decision point may have, by the point's id: one where it is known. */
export type PossibleValues = Readonly<Record<string, readonly string[]>>

/** Every outcome that the facts leave open, mildest first: exactly one where they decide. */
export function openOutcomes<Outcome extends string>(
  table: DecisionTable<Outcome>,
  possible: PossibleValues,
): Outcome[] {
  const rows = table.rows.replaceAll(' ', '')
  let starts = [0]
  for (const { id, values } of table.points) {
    const places = (possible[id] ?? values).map((value) => values.indexOf(value))
    starts = starts.flatMap((start) => places.map((place) => start * values.length + place))
  }
  const open = new Set(starts.map((row) => Number(rows[row])))
  return table.outcomes.filter((_, place) => open.has(place))
}
