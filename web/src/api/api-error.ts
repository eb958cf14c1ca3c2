import type { Problem } from './types.ts'

/** What the API answered instead of a result; `message` says what to do next. `status` 0: no answer at all. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: { where: string; message: string }[]

  constructor(
    status: number,
    code: string,
    message: string,
    fields: { where: string; message: string }[] = [],
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.fields = fields
  }
}

/** Reads a problem+json answer; other bodies (a proxy's page) become a plain sentence with the status. */
export async function apiErrorOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null
  const message =
    problem?.detail ?? `The server answered ${response.status}. Try again; if it stays, look at its log.`
  return new ApiError(response.status, problem?.code ?? 'unexpected', message, problem?.errors)
}
