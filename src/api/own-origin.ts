import type { FastifyRequest } from 'fastify'
import { AppError } from '../platform/errors.ts'

const READS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses (403 `cross_site`) a write that a page of another site made with the visitor's cookie. Browsers say where a write
 * comes from (Origin, Sec-Fetch-Site); one that says nothing is no browser and should use a token.
 */
export function requireOwnOrigin(request: FastifyRequest, origin: string): void {
  if (!READS.includes(request.method) && !isOwn(request, origin, false)) throw crossSite()
}

/** The same for a write before anybody is signed in, where a script without a browser is welcome. */
export function refuseForeignOrigin(request: FastifyRequest, origin: string): void {
  if (!isOwn(request, origin, true)) throw crossSite()
}

function isOwn(request: FastifyRequest, own: string, otherwise: boolean): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin !== undefined) return origin === own || origin === `${request.protocol}://${request.host}`
  return site === undefined ? otherwise : site === 'same-origin'
}

const crossSite = (): AppError =>
  new AppError(
    'cross_site',
    403,
    'This write did not come from a page of Stance. Use the web app, or a token instead of the cookie.',
  )
