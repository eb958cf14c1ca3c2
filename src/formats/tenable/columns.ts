/**
 * A field's names in the tables of Nessus, Tenable.sc, Tenable Vulnerability Management (before and since 2023) and web scans,
 * in lower case.
 */
export const COLUMNS = {
  plugin: ['plugin id', 'plugin', 'definition.id', 'plugin.id'],
  name: ['name', 'plugin name', 'definition.name', 'plugin.name'],
  host: [
    'host',
    'asset.name',
    'asset.display_fqdn',
    'asset.host_name',
    'ip address',
    'dns name',
    'asset.display_ipv4_address',
    'fqdn',
  ],
  ip: ['ip address', 'asset.display_ipv4_address', 'asset.ipv4', 'host ip'],
  fqdn: ['fqdn', 'dns name', 'asset.display_fqdn'],
  netbios: ['netbios name', 'netbios', 'asset.netbios_name'],
  mac: ['mac address', 'asset.display_mac_address'],
  os: ['os', 'asset.operating_system'],
  port: ['port'],
  protocol: ['protocol'],
  severity: ['severity', 'risk', 'definition.severity', 'risk factor'],
  risk: ['risk'],
  synopsis: ['synopsis', 'definition.synopsis'],
  // Some exports leave the description's name out.
  description: ['description', 'definition.description', ''],
  solution: ['solution', 'steps to remediate', 'definition.solution'],
  output: ['plugin output', 'output'],
  links: ['see also', 'definition.see_also'],
  cve: ['cve', 'definition.cve'],
  xref: ['xref', 'cross references'],
  bid: ['bid', 'definition.bugtraq'],
  cwe: ['cwe', 'definition.cwe'],
  cpe: ['cpe', 'definition.cpe'],
  score2: [
    'cvss v2.0 base score',
    'cvss v2 base score',
    'cvss base score',
    'definition.cvss2.base_score',
    'cvss',
  ],
  vector2: ['cvss v2 vector', 'cvss vector', 'definition.cvss2.base_vector'],
  score3: [
    'cvss v3.0 base score',
    'cvss v3 base score',
    'cvss3 base score',
    'definition.cvss3.base_score',
    'cvssv3',
  ],
  vector3: ['cvss v3 vector', 'cvss3 vector', 'definition.cvss3.base_vector'],
  score4: ['cvss v4.0 base score', 'cvss v4 base score', 'cvss4 base score', 'definition.cvss4.base_score'],
  vector4: ['cvss v4 vector', 'cvss4 vector', 'definition.cvss4.base_vector'],
  epss: ['epss score', 'definition.epss.score'],
  vpr: [
    'vpr score',
    'vulnerability priority rating',
    'vulnerability priority rating (vpr)',
    'definition.vpr.score',
  ],
  family: ['plugin family', 'family', 'definition.family'],
  state: ['vulnerability state', 'state'],
  modified: ['modification', 'risk_modified'],
  accepted: ['accept risk comment'],
  recast: ['recast risk comment', 'recast_reason'],
  seen: ['last observed', 'last found', 'last_seen', 'host end'],
  exploit: ['exploit available', 'exploit?'],
  malware: ['exploited by malware', 'definition.exploited_by_malware'],
  metasploit: ['metasploit'],
  core: ['core impact', 'core exploits'],
  canvas: ['canvas'],
  iava: ['definition.iava'],
  iavb: ['definition.iavb'],
} satisfies Record<string, string[]>

export type Field = keyof typeof COLUMNS

/** The plugin's id and name, the host, and what was seen or how it is rated. */
export function isTenable(columns: string[]): boolean {
  const known = new Set(columns.map((column) => column.toLowerCase()))
  const has = (...names: string[]) => names.every((name) => known.has(name))
  return (
    has('plugin id', 'risk', 'host', 'plugin output') ||
    has('plugin', 'plugin name', 'severity', 'plugin output') ||
    has('definition.id', 'definition.name', 'asset.id', 'output')
  )
}

/** The cells of a row by field; empty ones and `N/A` are absent. */
export function cellsOf(row: Record<string, string>): (field: Field) => string | undefined {
  const cells = new Map(Object.entries(row).map(([column, cell]) => [column.toLowerCase(), cell]))
  return (field) => {
    for (const column of COLUMNS[field]) {
      const cell = cells.get(column)?.trim()
      if (cell && !/^(?:n\/a|null|none\.)$/i.test(cell)) return cell
    }
    return undefined
  }
}
