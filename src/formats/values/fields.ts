// Fields of parsed JSON, looked at one by one: for readers of reports with hundreds of thousands of elements, where a schema's copy of
// each element costs as much as parsing it. What is not of the expected type counts as absent. They take the value, not its holder and
// name: `asText(result.ruleId)` compiles to a direct load.

export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const asObject = (value: unknown): Json | undefined => (isObject(value) ? value : undefined)

/** Most texts begin with a printable character of ASCII, which spares looking at the rest. */
const isPrintable = (code: number): boolean => code > 32 && code < 127

/** Text that says something; undefined for blank text. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && (isPrintable(value.charCodeAt(0)) || value.trim() !== '')
    ? value
    : undefined

export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

const LAST_POSITION = 2 ** 31 - 1

/** Whether a number can be a line or column: whole, from 1, and small enough for a database's integer. */
export const isPosition = (value: number): boolean =>
  value > 0 && value <= LAST_POSITION && Number.isInteger(value)

/** A line or column. */
export const asPosition = (value: unknown): number | undefined =>
  typeof value === 'number' && isPosition(value) ? value : undefined

/** A line or column that is written as text. */
export const positionIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\s*\d+\s*$/.test(text) ? asPosition(Number(text)) : undefined

export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : NONE)

export const asObjects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : NONE)

export const asTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => asText(item) !== undefined) : NONE

const NONE: never[] = []

/** A member of its own: names that come from the report must not reach the prototype. */
export const ownIn = (holder: Json | undefined, key: string): unknown =>
  holder !== undefined && Object.hasOwn(holder, key) ? holder[key] : undefined

/** The object in a list at an index that the report gives. */
export function itemAt(list: unknown[], index: number | undefined): Json | undefined {
  return index === undefined || index < 0 ? undefined : asObject(list[index])
}
