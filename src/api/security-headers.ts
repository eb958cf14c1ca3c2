import helmet from '@fastify/helmet'
import type { Api } from './api.ts'

const DIRECTIVES = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  workerSrc: ["'self'"],
}

/** Directives with a few replaced; everything comes from this server, nothing is inline. */
export const contentSecurityPolicy = (other: Partial<Record<keyof typeof DIRECTIVES, string[]>> = {}) => ({
  useDefaults: false,
  directives: { ...DIRECTIVES, ...other },
})

/** Security headers on every answer, also on errors. `https`: browsers are told to come by https only. */
export async function securityHeaders(app: Api, { https }: { https: boolean }): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(),
    strictTransportSecurity: https ? { maxAge: 365 * 24 * 3600 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  })
}
