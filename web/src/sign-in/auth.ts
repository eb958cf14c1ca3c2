import { ApiError, apiErrorOf } from '../api/api-error.ts'

/** Calls the sign-in service under /api/auth. Throws `ApiError` with a sentence for the person at the screen. */
export async function auth(path: string, body: Record<string, unknown>): Promise<void> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return
  const error = await apiErrorOf(response)
  throw error.status === 401 ? new ApiError(401, error.code, WRONG) : error
}

const WRONG = 'This e-mail and password do not belong together. Check both, then try again.'
