/** Who keeps the advisory of an id, and where it is told. */
export interface AdvisorySource {
  name: string
  url: string
}

export function advisorySource(id: string): AdvisorySource {
  const name = encodeURIComponent(id)
  if (id.startsWith('CVE-')) return { name: 'NVD', url: `https://nvd.nist.gov/vuln/detail/${name}` }
  if (id.startsWith('GHSA-')) return { name: 'GitHub', url: `https://github.com/advisories/${name}` }
  if (id.startsWith('SNYK-')) return { name: 'Snyk', url: `https://security.snyk.io/vuln/${name}` }
  return { name: 'OSV', url: `https://osv.dev/vulnerability/${name}` }
}
