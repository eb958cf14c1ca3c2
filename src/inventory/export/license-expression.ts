import { contentId } from '../../platform/ids.ts'
import { licenseOf } from './license.ts'

/** Licences of one document that SPDX's list does not have: their names by the reference that stands for them. */
export type NamedLicenses = Map<string, string>

/**
 * All licences of a component as one SPDX expression; undefined without any. Several count together, as nothing says that one may
 * choose. Names become references, which are noted in `named`.
 */
export function expressionOf(licenses: readonly string[], named: NamedLicenses): string | undefined {
  const parts = licenses.map((text) => {
    const license = licenseOf(text)
    if (license.kind === 'id') return license.text
    if (license.kind === 'name') return reference(text, named)
    for (const [own] of text.matchAll(/LicenseRef-[\w.-]+/g)) named.set(own, own)
    return licenses.length > 1 && /\s/.test(text) ? `(${text})` : text
  })
  return parts.length > 0 ? [...new Set(parts)].join(' AND ') : undefined
}

/** `Acme License, v2` → `LicenseRef-Acme-License-v2-1f3c9a20`. */
function reference(name: string, named: NamedLicenses): string {
  const readable = name
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')
  const id = ['LicenseRef', readable, contentId('license', name).slice(0, 8)].filter(Boolean).join('-')
  named.set(id, name)
  return id
}
