export interface CpeParts {
  part: 'application' | 'operating-system' | 'hardware'
  vendor: string
  product: string
  version?: string
}

const PARTS: Record<string, CpeParts['part']> = { a: 'application', o: 'operating-system', h: 'hardware' }

/** What a CPE name says, as a URI (`cpe:/a:openbsd:openssh:7.4`) or as a formatted string (`cpe:2.3:a:…`); undefined for what is none. */
export function partsOfCpe(text: string | undefined): CpeParts | undefined {
  const [, fields] = /^cpe:(?:\/|2\.3:)([aoh]:.+)$/i.exec(text?.trim() ?? '') ?? []
  const [part = '', vendor = '', product = '', version = ''] = (fields ?? '')
    .split(/(?<!\\):/)
    .map((field) => field.replace(/\\(.)/g, '$1').trim())
  const kind = PARTS[part.toLowerCase()]
  if (!kind || !product || product === '*') return undefined
  return { part: kind, vendor, product, ...(version && !/^[*-]$/.test(version) && { version }) }
}

/** The same with what tells versions and editions apart. */
export interface CpeName extends CpeParts {
  update?: string
  /** For which software it is made: `node.js`, `wordpress`. */
  target?: string
  /** The name says that it has no version. */
  isNone: boolean
}

/** All that matching looks at of a CPE 2.3 name (NISTIR 7695, formatted string); a URI tells no target. */
export function cpeName(text: string | undefined): CpeName | undefined {
  const parts = partsOfCpe(text)
  if (!parts) return undefined
  const isUri = /^cpe:\//i.test(text?.trim() ?? '')
  const fields = (text ?? '')
    .trim()
    .replace(/^cpe:(?:\/|2\.3:)/i, '')
    .split(/(?<!\\):/)
  const [version, update, target] = [fields[3], fields[4], isUri ? undefined : fields[8]].map((field) =>
    field?.replace(/\\(.)/g, '$1').trim(),
  )
  return {
    ...parts,
    ...(update && !/^[*-]$/.test(update) && { update }),
    ...(target && !/^[*-]$/.test(target) && { target }),
    isNone: version === '-',
  }
}
