/** A value of a YAML file with its place; anchors, aliases and merge keys are already put in. */
export interface YamlValue {
  kind: 'map' | 'list' | 'text' | 'null'
  /** From 1. */
  line: number
  endLine: number
  /** The scalar as text, whatever its type; '' for the others. */
  text: string
  /** The scalar's own source lines without indentation, one for one, and the line of the first. Block scalars start below their header. */
  source?: { line: number; text: string }
  /** `!reference` and the like. */
  tag?: string
  /** Whether it was written as a block (`|`, `>`) that keeps its last line break. */
  openBlock?: boolean
  entries: { key: string; line: number; value: YamlValue }[]
  items: YamlValue[]
}

/** The value under `key` of a map. */
export const at = (value: YamlValue | undefined, ...keys: string[]): YamlValue | undefined =>
  keys.reduce<YamlValue | undefined>(
    (one, key) => one?.entries.find((entry) => entry.key === key)?.value,
    value,
  )

/** Its text, undefined when it is no scalar or empty. */
export const textOf = (value: YamlValue | undefined): string | undefined =>
  value?.kind === 'text' ? value.text : undefined

/** Its items; a single value is a list of one, nothing is an empty list. */
export const listOf = (value: YamlValue | undefined): YamlValue[] =>
  !value || value.kind === 'null' ? [] : value.kind === 'list' ? value.items : [value]

/** Texts of a scalar, of a list of scalars or the keys of a map. */
export const namesOf = (value: YamlValue | undefined): string[] =>
  value?.kind === 'map'
    ? value.entries.map(({ key }) => key)
    : listOf(value).flatMap((one) =>
        one.kind === 'text' ? [one.text] : one.kind === 'map' ? namesOf(one) : [],
      )

/** Name, text and line of the scalars of a map. */
export const pairsOf = (value: YamlValue | undefined): { name: string; value: string; line: number }[] =>
  value?.kind === 'map'
    ? value.entries.flatMap(({ key, line, value: one }) =>
        one.kind === 'text' ? [{ name: key, value: one.text, line }] : [],
      )
    : []
