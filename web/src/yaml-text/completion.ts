export interface Option {
  label: string
  /** Its type or an example, beside it. */
  detail?: string
  /** What it is, in a line. */
  info?: string
  /** What is written, where it is not the label. */
  apply?: string
}

export interface Completions {
  /** How many characters before the cursor are already part of it. */
  typed: number
  options: Option[]
}

/** As keys: what is written has the colon. */
export const asKeys = (options: readonly Option[]): Option[] =>
  options.map((option) => ({ ...option, apply: option.apply ?? `${option.label}: ` }))

/** The word at the end of a text, as far as it is written. */
export const wordAtEnd = (text: string): string => /[\w-]*$/.exec(text)?.[0] ?? ''
