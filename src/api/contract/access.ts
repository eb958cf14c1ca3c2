import { z } from 'zod'
import { ROLES } from '../../model/role.ts'
import { id, time } from './common.ts'

export const role = z.enum(ROLES)

export const password = z.string().min(12).max(200)

export const signIn = z.object({
  email: z.email().max(320),
  password: z.string().max(200),
  /** false: the session ends with the browser. */
  rememberMe: z.boolean().optional(),
})
export const changePassword = z.object({
  currentPassword: z.string().max(200),
  newPassword: password,
  revokeOtherSessions: z.boolean().optional(),
})
export const revokeSession = z.object({ token: z.string().max(200) })

/** Whom a one-time link is for; name and address are empty for the first administrator. */
export const welcomeQuery = z.object({ token: z.string().min(1).max(200) })
export const welcome = z.object({ name: z.string(), email: z.string(), role, expiresAt: time })
export const welcomeAnswer = z.object({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320),
  password,
})
/** The person is signed in: the answer sets the session's cookie. */
export const welcomeResult = z.object({ id: z.string(), email: z.string() })

export const me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role,
  teams: z.array(z.object({ id, name: z.string() })),
  permissions: z.array(z.string()),
})

/** What each role may do, and whose findings it sees. */
export const roles = z.array(
  z.object({ role, sees: z.enum(['all', 'teams']), permissions: z.array(z.string()) }),
)

export const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  teams: z.array(z.object({ id, name: z.string() })),
  disabled: z.boolean(),
  createdAt: time,
  lastSeenAt: time.nullable(),
})
export const newUser = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320),
  role,
  teams: z.array(id).default([]),
  /** Left out: the answer holds a one-time link with which the person sets one. */
  password: password.optional(),
})
export const newUserResult = z.object({ user, signInLink: z.string().nullable() })
/** A one-time link with which the person sets a new password; it ends their earlier ones. */
export const signInLink = z.object({ signInLink: z.string() })
export const userChange = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  role: role.optional(),
  teams: z.array(id).optional(),
  disabled: z.boolean().optional(),
})

export const team = z.object({
  id,
  name: z.string(),
  members: z.number().int(),
  applications: z.number().int(),
})
export const teamChange = z.object({ name: z.string().trim().min(1).max(200) })

export const token = z.object({
  id: z.string(),
  name: z.string(),
  role,
  /** First characters, to recognise it. */
  start: z.string(),
  createdBy: z.string(),
  createdAt: time,
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
})
export const newToken = z.object({
  name: z.string().trim().min(1).max(200),
  role,
  /** Days until it ends; null = never. */
  days: z.number().int().min(1).max(3650).nullable().default(365),
})
/** `secret` is shown this once. */
export const newTokenResult = z.object({ token, secret: z.string() })

export const auditEntry = z.object({
  seq: z.number().int(),
  at: time,
  actor: z.string(),
  action: z.string(),
  object: z.string(),
  detail: z.unknown(),
  hash: z.string(),
})
export const auditVerdict = z.object({
  intact: z.boolean(),
  entries: z.number().int(),
  /** First entry that does not follow from the one before it. */
  brokenAt: z.number().int().nullable(),
  head: z.string().nullable(),
})
