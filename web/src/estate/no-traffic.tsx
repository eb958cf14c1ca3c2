import { IconActivity, IconShieldCheck } from '@tabler/icons-react'
import type { Traffic } from '../api/types.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { counted } from '../words/format.ts'

/** Nothing is listed: because nothing is wrong, because nothing is known to compare with, or because no traffic was brought. */
export function NoTraffic({ show, traffic }: { show: 'shadow' | 'zombie'; traffic: Traffic | undefined }) {
  if (!traffic?.seen)
    return (
      <EmptyState
        icon={<IconActivity />}
        title="No traffic is known yet"
        action={
          <LinkButton variant="filled" to="/imports">
            Import traffic
          </LinkButton>
        }
      >
        <p>
          What was really called shows endpoints that no code and no description has (shadow), and known ones
          that nobody calls any more (zombie).
        </p>
        <p>
          Access logs, HTTP archives (HAR) and OpenTelemetry or Jaeger traces can be read:{' '}
          <code>stance import access.log --asset my-service</code>
        </p>
      </EmptyState>
    )
  if (traffic.known === 0 && traffic.totals.zombie === 0)
    return (
      <EmptyState
        icon={<IconActivity />}
        title="Nothing to compare with"
        action={
          <LinkButton variant="filled" to="/imports" search={{ discover: 'yes' }}>
            Discover a repository
          </LinkButton>
        }
      >
        {counted(traffic.seen.endpoints, 'endpoint')} were called. Which of them code or a description knows
        is told once the same asset’s source was discovered.
      </EmptyState>
    )
  return (
    <EmptyState icon={<IconShieldCheck />} title={show === 'shadow' ? 'No shadow' : 'No zombie'}>
      {show === 'shadow'
        ? 'Everything that was called stands in code or in a description.'
        : 'Everything that is known was called.'}
    </EmptyState>
  )
}
