import { Link } from '@tanstack/react-router'
import type { PackageDetail } from '../api/types.ts'
import { Fact, Facts } from '../words/facts.tsx'
import { counted } from '../words/format.ts'

export function PackageFacts({ detail }: { detail: PackageDetail }) {
  const { key, licenses, versions, newest, advisoryCount } = detail
  const open = versions.reduce((sum, { openFindings }) => sum + openFindings, 0)
  const affecting = new Set(versions.flatMap(({ advisories }) => advisories)).size
  return (
    <Facts>
      <Fact label="Package">
        <code>{key}</code>
      </Fact>
      <Fact label="Licences">
        {licenses.length > 0
          ? licenses.map((license) => (
              <Link key={license} to="/components" search={{ license }}>
                {license}
              </Link>
            ))
          : 'none known'}
      </Fact>
      <Fact label="Newest">{newest ?? 'not known'}</Fact>
      <Fact label="In use">{counted(versions.length, 'version')}</Fact>
      <Fact label="Findings">{open} open</Fact>
      <Fact label="Advisories">
        {affecting} of {advisoryCount} affect a version in use
      </Fact>
    </Facts>
  )
}
