import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FindingDetail, Upgrade } from '../api/types.ts'
import { upgradePlanQuery } from '../upgrades/upgrade-plan-query.ts'
import styles from './way-out.module.css'

type Named = NonNullable<FindingDetail['component']>

interface WayOutProps {
  finding: FindingDetail
  component: Named
}

/** The version to go to: by our own matching where it knows the package, else as the tools say. */
export function WayOut({ finding, component }: WayOutProps) {
  const plan = useQuery(upgradePlanQuery(finding.asset.id, component.name))
  if (plan.isPending) return null
  const planned = plan.data?.items.find((one) => one.component.version === component.version)
  return (
    <div className={styles.wayOut}>
      {planned ? (
        <Planned plan={planned} component={component} />
      ) : (
        <Told finding={finding} component={component} />
      )}
    </div>
  )
}

function Planned({ plan, component }: { plan: Upgrade; component: Named }) {
  const { smallest, malicious, advisories, wanted, allowed } = plan
  const itself = plan.raise === null || plan.raise === plan.component.name
  if (malicious)
    return (
      <p>
        Remove <strong>{component.name}</strong>: the package is malicious.
      </p>
    )
  if (!smallest) return <p>No version of {component.name} without a known advisory is known.</p>
  return (
    <>
      <p>
        {itself ? 'Raise ' : `Raise ${plan.raise} until it brings `}
        <Link to="/packages/$key" params={{ key: plan.package }}>
          {component.name}
        </Link>{' '}
        {itself && `from ${component.version} to `}
        <strong className={styles.version}>{smallest.version}</strong> ({smallest.step}
        ): the least version that leaves no known advisory of it.
      </p>
      {component.fixVersion && component.fixVersion !== smallest.version && (
        <p className={styles.quiet}>{component.fixVersion} ends this one alone.</p>
      )}
      {wanted && (
        <p className={styles.quiet}>
          {allowed
            ? `The manifest allows it as it is (${wanted.join(', ')}): ${allowed} by a new lockfile.`
            : `The manifest allows ${wanted.join(', ')} only, and has to change.`}
        </p>
      )}
      {advisories.length > 1 && (
        <p className={styles.quiet}>
          It closes {advisories.length} advisories: {advisories.join(', ')}.
        </p>
      )}
    </>
  )
}

const Told = ({ finding, component }: WayOutProps) =>
  component.fixVersion ? (
    <p>
      Raise {component.name} from {component.version ?? 'what is in use'} to{' '}
      <strong className={styles.version}>{component.fixVersion}</strong>, as {finding.tools.join(' and ')}{' '}
      said.
    </p>
  ) : (
    <p className={styles.quiet}>No fixed version of {component.name} is known.</p>
  )
