export type UnreadableCode =
  | 'unknown_format'
  | 'empty'
  | 'broken'
  | 'encrypted'
  | 'too_large'
  | 'too_deep'
  | 'bomb'
  | 'entities'

/** A report that cannot be read at all. The message is one line for the person who sent it and says what to do next. */
export class UnreadableReport extends Error {
  readonly code: UnreadableCode

  constructor(code: UnreadableCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UnreadableReport'
    this.code = code
  }
}

/** The refusal of a document without content. */
export const emptyReport = (): UnreadableReport =>
  new UnreadableReport('empty', 'The file is empty: run the tool again and send its output.')
