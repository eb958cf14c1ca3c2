import { join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from './errors.ts'

const UNITS: Record<string, number> = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 }

const bytes = z
  .string()
  .regex(/^\d+(\.\d+)?\s*(b|kb|mb|gb)?$/i, 'write a size such as 512MB')
  .transform((text) => {
    const [, number = '0', unit = 'b'] = /^([\d.]+)\s*([a-z]*)$/i.exec(text) ?? []
    return Math.round(Number(number) * (UNITS[unit.toLowerCase()] ?? 1))
  })

const names = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean),
)

const environment = z.object({
  STANCE_DATA: z.string().min(1).optional(),
  STANCE_HOST: z.string().min(1).default('127.0.0.1'),
  STANCE_PORT: z.coerce.number().int().min(0).max(65535).default(7400),
  STANCE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  STANCE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  STANCE_TRUST_PROXY: z.string().optional(),
  STANCE_SECRET: z.string().min(32).optional(),
  STANCE_METRICS_TOKEN: z.string().min(16).optional(),
  STANCE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  STANCE_URL: z.url({ protocol: /^https?$/ }).optional(),
  STANCE_TOKEN: z.string().min(1).optional(),
  STANCE_MAX_UPLOAD: bytes.default(2 * 2 ** 30),
  STANCE_MAX_REPORT: bytes.default(4 * 2 ** 30),
  STANCE_MAX_ELEMENT: bytes.default(64 * 2 ** 20),
  STANCE_MAX_DEPTH: z.coerce.number().int().min(8).default(200),
  STANCE_MAX_ITEMS: z.coerce.number().int().min(1).default(10_000_000),
  STANCE_MAX_EXPANSION: z.coerce.number().int().min(1).default(200),
  STANCE_INTEL_MIRROR: z.url({ protocol: /^(https?|file)$/ }).optional(),
  STANCE_INTEL_FEEDS: names.optional(),
  STANCE_INTEL_ECOSYSTEMS: names.optional(),
  STANCE_INTEL_CPE: z.enum(['on', 'off']).default('off'),
  STANCE_INTEL_SCHEDULE: z.enum(['daily', 'off']).default('daily'),
  STANCE_PRIVATE_HOSTS: names.optional(),
  STANCE_WORKERS: z.coerce.number().int().min(1).max(64).default(2),
})

export type Config = ReturnType<typeof readConfig>

/** Reads the environment once and checks it. Throws `bad_config` naming the variable and what to write instead. */
export function readConfig(env: Record<string, string | undefined>) {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(set)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new AppError(
      'bad_config',
      500,
      `The environment has a setting Stance cannot use: ${lines.join('; ')}.`,
    )
  }
  const e = parsed.data
  return {
    // In the clone, wherever the command was called from.
    data: resolve(e.STANCE_DATA ?? join(import.meta.dirname, '../../.stance')),
    host: e.STANCE_HOST,
    port: e.STANCE_PORT,
    databaseUrl: e.STANCE_DATABASE_URL,
    publicUrl: e.STANCE_PUBLIC_URL,
    /** Addresses or CIDR ranges of reverse proxies whose X-Forwarded-… headers are believed. */
    trustProxy: e.STANCE_TRUST_PROXY?.split(',').map((range) => range.trim()),
    secret: e.STANCE_SECRET,
    metricsToken: e.STANCE_METRICS_TOKEN,
    logLevel: e.STANCE_LOG_LEVEL,
    remote: { url: e.STANCE_URL, token: e.STANCE_TOKEN },
    workers: e.STANCE_WORKERS,
    /** Hosts inside the own network that repositories may be fetched from. */
    privateHosts: e.STANCE_PRIVATE_HOSTS ?? [],
    intel: {
      /** Where all feeds are mirrored under their paths; undefined = at their publishers. */
      mirror: e.STANCE_INTEL_MIRROR,
      /** Ids of feeds to keep; undefined = all that need no key. */
      feeds: e.STANCE_INTEL_FEEDS,
      /** OSV's names of ecosystems to keep; undefined = those of the packages in use. */
      ecosystems: e.STANCE_INTEL_ECOSYSTEMS,
      schedule: e.STANCE_INTEL_SCHEDULE,
      /** Products that only a CPE names are held against the NVD. */
      cpe: e.STANCE_INTEL_CPE === 'on',
    },
    maxUploadBytes: e.STANCE_MAX_UPLOAD,
    limits: {
      maxBytes: e.STANCE_MAX_REPORT,
      maxElementBytes: e.STANCE_MAX_ELEMENT,
      maxDepth: e.STANCE_MAX_DEPTH,
      maxItems: e.STANCE_MAX_ITEMS,
      maxExpansion: e.STANCE_MAX_EXPANSION,
    },
  }
}
