import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { type Pool, transaction } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { audit } from './audit.ts'

export type Auth = ReturnType<typeof createAuth>

export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 200
export const AUTH_PATH = '/api/auth'
/** Carries the address of the caller from our server to better-auth; never taken from outside. */
export const IP_HEADER = 'x-stance-ip'

const DAY = 24 * 3600

/**
 * Passwords (scrypt) and sessions by better-auth, on our tables. People are made by people (people.ts) or through the first
 * one-time link, never by signing up. `origin` = the address people use; cookies are `Secure` when it is https.
 */
export function createAuth(pool: Pool, options: { secret: string; origin: string }) {
  return betterAuth({
    database: pool,
    secret: options.secret,
    baseURL: options.origin,
    basePath: AUTH_PATH,
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        role: { type: 'string', input: false },
        disabled: { type: 'boolean', input: false },
      },
    },
    session: {
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: 7 * DAY,
      updateAge: DAY,
    },
    account: {
      fields: {
        userId: 'user_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => refuseDisabled(pool, session.userId),
          after: async (session) => record(pool, session.userId, 'session.start'),
        },
        delete: { after: async (session) => record(pool, session.userId, 'session.end') },
      },
      account: {
        update: { after: async (account) => record(pool, account.userId, 'password.change') },
      },
    },
    // src/api limits attempts and checks origins for every route alike, in ways that hold for many nodes.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'stance',
      useSecureCookies: options.origin.startsWith('https:'),
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [IP_HEADER] },
      database: { generateId: () => newId() },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

async function refuseDisabled(pool: Pool, personId: string): Promise<void> {
  const { rowCount } = await pool.query('select 1 from person where id = $1 and not disabled', [personId])
  if (rowCount) return
  throw new APIError('FORBIDDEN', {
    code: 'ACCOUNT_DISABLED',
    message: 'This account is switched off. Ask an administrator.',
  })
}

async function record(pool: Pool, personId: string, action: string): Promise<void> {
  await transaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string; name: string }>(
      'select id, name from person where id = $1',
      [personId],
    )
    if (rows[0]) await audit(tx, rows[0], action, `user/${personId}`)
  })
}
