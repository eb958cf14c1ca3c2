import { z } from 'zod'
import { label, needed, text } from '../values/lenient.ts'

const parts = z.object({
  protocol: text,
  userinfo: text,
  host: needed,
  port: label,
  path: text,
  query: text,
  fragment: text,
})

/** Addresses that a finding is about: as texts with or without a scheme, or in parts. The API gives numbers, which say nothing here. */
export function addressesOf(endpoints: unknown): string[] {
  const found = new Set<string>()
  for (const endpoint of Array.isArray(endpoints) ? endpoints : []) {
    if (typeof endpoint === 'string' && endpoint.trim() !== '') found.add(endpoint.trim())
    const given = parts.safeParse(endpoint)
    if (given.success) found.add(joined(given.data))
  }
  return [...found]
}

function joined({ protocol, userinfo, host, port, path, query, fragment }: z.output<typeof parts>): string {
  const authority = `${userinfo ? `${userinfo}@` : ''}${host}${port ? `:${port}` : ''}`
  const place = path === undefined || path.startsWith('/') ? (path ?? '') : `/${path}`
  return `${protocol ? `${protocol}://` : ''}${authority}${place}${query ? `?${query}` : ''}${fragment ? `#${fragment}` : ''}`
}
