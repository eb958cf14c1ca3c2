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
