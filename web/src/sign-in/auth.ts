import { ApiError } from '../api/api-error.ts'

/** Calls the sign-in service under /api/auth. Throws `ApiError` with a sentence for the person at the screen. */
export async function auth(path: string, body: Record<string, unknown>): Promise<void> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return
  const answer = (await response.json().catch(() => null)) as { message?: string; detail?: string } | null
  const words = answer?.detail ?? answer?.message ?? 'Signing in did not work. Try again in a minute.'
  throw new ApiError(response.status, 'sign_in', WORDS[response.status] ?? words)
}

const WORDS: Record<number, string> = {
  401: 'This e-mail and password do not belong together. Check both, then try again.',
  429: 'Too many tries. Wait a minute, then try again.',
}
