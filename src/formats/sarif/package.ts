import type { AffectedComponent } from '../../model/observation.ts'
import { asText, asTexts, type Json } from '../values/fields.ts'
import { normalPurl, purlOf, purlTypeOf } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'

/** How scanners of packages word their messages, for SARIF has no field for a package. */
const SENTENCES = [
  // Trivy
  /^Package: (?<name>\S+)\s+Installed Version: (?<version>\S*)[\s\S]*?^Fixed Version: (?<fix>.*)$/m,
  // OSV-Scanner
  /^Package '(?<name>.+)@(?<version>[^']*)' is vulnerable to/,
  // Grype, since 0.80 and before
  /vulnerability in (?<type>[\w.-]+) package: (?<name>\S+), version (?<version>\S+) was found/,
  /reports (?<name>\S+) at version (?<version>\S+)\s+which would result in a vulnerable \((?<type>[\w.-]+)\) package/,
]

/** The same of cargo-audit and cargo-deny, whose packages are crates. */
const OF_CRATES = [
  /^(?<name>[\w-]+) (?<version>\d\S*) (?:is vulnerable to RUSTSEC-|has an? [\w-]+ warning: )/,
  /^crate '(?<name>[\w-]+) = (?<version>\d[^']*)' is /,
]

/** The package that a result is about, by its message, its logical location (`name@version` or a package URL) or its properties. */
export function packageOf(
  message: string | undefined,
  symbol: string | undefined,
  properties: Json | undefined,
) {
  return fromMessage(message) ?? fromSymbol(symbol) ?? fromProperties(properties)
}

function fromMessage(message: string | undefined): AffectedComponent | undefined {
  for (const sentence of message === undefined ? [] : [...SENTENCES, ...OF_CRATES]) {
    const found = sentence.exec(message as string)?.groups
    const { name, version, fix, type = OF_CRATES.includes(sentence) ? 'cargo' : undefined } = found ?? {}
    if (name === undefined) continue
    return component({ name, version, type, fixes: fix?.split(/\s*,\s*/) })
  }
  return undefined
}

function fromSymbol(symbol: string | undefined): AffectedComponent | undefined {
  const purl = normalPurl(symbol)
  const known = packageOfPurl(purl)
  if (known) return { name: known.name, ...(known.version && { version: known.version }), purl }
  const [, name, version] = /^((?:@[\w.-]+\/)?[\w.:/-]+)@(v?\d[\w.+~:-]*)$/.exec(symbol ?? '') ?? []
  return name === undefined ? undefined : component({ name, version })
}

function fromProperties(properties: Json | undefined): AffectedComponent | undefined {
  const name = asText(properties?.packageName) ?? asText(properties?.package) ?? asText(properties?.pkgName)
  const version =
    asText(properties?.packageVersion) ?? asText(properties?.installedVersion) ?? asText(properties?.version)
  const fix = asText(properties?.fixedVersion) ?? asText(properties?.fixVersion)
  const fixes = fix === undefined ? asTexts(properties?.fixedVersions) : [fix]
  const purl = normalPurl(properties?.purl)
  if (name === undefined) return fromSymbol(purl)
  return {
    ...component({ name, version, fixes, type: asText(properties?.packageType) }),
    ...(purl && { purl }),
  }
}

interface Found {
  name: string
  version?: string
  type?: string
  fixes?: string[]
}

function component({ name, version, type, fixes }: Found): AffectedComponent {
  const purlType = purlTypeOf(type)
  // A system package's URL needs its distribution, which is not told.
  const purl =
    purlType && !/^(?:deb|rpm|apk)$/.test(purlType) ? purlOf({ type: purlType, name, version }) : undefined
  const fixVersions = fixes?.filter((fix) => fix !== '')
  return {
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(fixVersions && fixVersions.length > 0 && { fixVersions }),
  }
}
