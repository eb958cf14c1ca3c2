import { PackageURL } from 'packageurl-js'
import { normalPurl } from '../../formats/values/purl.ts'
import type { Tx } from '../../platform/database.ts'
import { namedPackages } from '../matching/packages-of.ts'
import { schemeOf } from '../versions/scheme-of.ts'
import { isWithin, type WantedRange } from '../versions/wanted-range.ts'

interface Version {
  id: string
  purl: string | null
  version: string
}

/**
 * Every version of a package that is known, by its exact name in any case: with or without its namespace, in an ecosystem
 * (`npm:lodash`), or as a package URL (whose version narrows). `range` keeps those within it, by the ecosystem's rules.
 */
export async function namedComponents(
  tx: Tx,
  name: string,
  range: WantedRange | undefined,
): Promise<string[]> {
  const versions = name.startsWith('pkg:') ? await byPurl(tx, name) : await byName(tx, name)
  return versions.filter(({ purl, version }) => !range || isIn(range, purl, version)).map(({ id }) => id)
}

function isIn(range: WantedRange, purl: string | null, version: string): boolean {
  const [named] = purl ? namedPackages({ purl }) : []
  return isWithin(range, version, named && schemeOf(named.ecosystem))
}

async function byName(tx: Tx, name: string): Promise<Version[]> {
  const { rows } = await tx.query<Version>(
    `select c.id, c.purl, c.version from component c
     where lower(c.name) = lower($1)
        or (lower(c.name) = lower(regexp_replace($1, '^.*[/:]', ''))
            and lower($1) in (lower(c.namespace || '/' || c.name), lower(c.namespace || ':' || c.name)))
     union
     select c.id, c.purl, c.version from component_package p join component c on c.id = p.component_id where p.package = $1`,
    [name],
  )
  return rows
}

async function byPurl(tx: Tx, text: string): Promise<Version[]> {
  const purl = parse(text)
  if (!purl) return []
  const { rows } = await tx.query<Version>(
    `select c.id, c.purl, c.version from component c
     where lower(c.name) = lower($1) and c.ecosystem = $2 and c.namespace = $3 and ($4::text is null or c.version = $4)`,
    [purl.name, purl.type, purl.namespace ?? '', purl.version ?? null],
  )
  return rows
}

function parse(text: string): PackageURL | undefined {
  try {
    return PackageURL.fromString(normalPurl(text) ?? text)
  } catch {
    return undefined
  }
}
