import { Link } from '@tanstack/react-router'
import type { PackageDetail } from '../api/types.ts'
import { Fact, Facts } from '../words/facts.tsx'
import { counted, day } from '../words/format.ts'

export function PackageFacts({ detail }: { detail: PackageDetail }) {
  const { key, licenses, versions, newest, scorecard, advisoryCount } = detail
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
      {scorecard && (
        <Fact label="OpenSSF Scorecard">
          <a
            href={`https://scorecard.dev/viewer/?uri=${encodeURIComponent(scorecard.repository)}`}
            rel="noopener noreferrer"
            target="_blank"
          >
            {scorecard.score.toFixed(1)} of 10
          </a>{' '}
          on {day(scorecard.at)}
        </Fact>
      )}
      <Fact label="In use">{counted(versions.length, 'version')}</Fact>
      <Fact label="Findings">{open} open</Fact>
      <Fact label="Advisories">
        {affecting} of {advisoryCount} affect a version in use
      </Fact>
    </Facts>
  )
}
