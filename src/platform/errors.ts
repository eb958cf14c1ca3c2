/**
 * A failure with a meaning. `code` is stable (snake_case, for programs), `status` the HTTP status,
 * `message` one line that says what is wrong and what to do next. Mapped to problem+json and to exit codes once.
 */
export class AppError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.status = status
  }
}

export const notFound = (what: string, name: string): AppError =>
  new AppError('not_found', 404, `There is no ${what} ${name}. Check the name or id.`)
