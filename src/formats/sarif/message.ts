import { asList, asObject, asText, isObject, type Json, ownIn } from '../values/fields.ts'

/**
 * The plain text of a message object (SARIF 2.1.0, 3.11): its own text, or the one that its id names in the first of `strings` that
 * has it, with arguments put in and embedded links reduced to their text.
 */
export function messageText(message: Json | undefined, ...strings: (Json | undefined)[]): string | undefined {
  if (!message) return undefined
  const text = asText(message?.text) ?? named(asText(message?.id), strings) ?? asText(message?.markdown)
  return text === undefined ? undefined : withoutLinks(withArguments(text, asList(message?.arguments)))
}

function named(id: string | undefined, strings: (Json | undefined)[]): string | undefined {
  if (id === undefined) return undefined
  for (const table of strings) {
    const entry = ownIn(table, id)
    const text = isObject(entry) ? (asText(entry?.text) ?? asText(entry?.markdown)) : undefined
    if (text !== undefined) return text
  }
  return undefined
}

/** Placeholders are `{0}`; a brace that is none is doubled (3.11.5). */
function withArguments(text: string, values: unknown[]): string {
  if (values.length === 0 || !text.includes('{')) return text
  return text.replace(/\{\{|\}\}|\{(\d+)\}/g, (whole, index?: string) => {
    if (index === undefined) return whole.charAt(0)
    const value = values[Number(index)]
    return typeof value === 'string' ? value : whole
  })
}

/** `[text](2)` points at a related location, `[text](https://…)` at a page (3.11.6). */
const withoutLinks = (text: string): string =>
  text.includes('](')
    ? text.replace(/\[((?:\\.|[^\]\\])*)\]\((?:\\.|[^)\s\\])*\)/g, (_, inner: string) =>
        inner.replace(/\\([[\]\\])/g, '$1'),
      )
    : text

/** The text of a multiformat message string (3.12) that stands at `key`. */
export const textAt = (holder: Json | undefined, key: string): string | undefined =>
  messageText(asObject(holder?.[key]))
