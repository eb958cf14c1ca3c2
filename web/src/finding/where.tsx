import type { FindingDetail } from '../api/types.ts'
import { Section } from '../shell/section.tsx'
import { Code } from './code.tsx'
import { Flow } from './flow.tsx'
import { Printed } from './printed.tsx'
import { firstThatSays, printedPlace, type Said } from './said.ts'
import styles from './where.module.css'

/** The place: code, request, resource or component, whichever the tools say. */
export function Where({ finding }: { finding: FindingDetail }) {
  const say = <K extends keyof Said>(field: K) => firstThatSays(finding.observations, field)
  const [location, flow, endpoint, resource, component] = [
    printedPlace(finding.observations),
    say('flow'),
    say('endpoint'),
    say('resource'),
    say('component'),
  ]
  if (!location && !endpoint && !resource && !component) return null
  return (
    <Section title="Where">
      <div className={styles.places}>
        {endpoint && <Endpoint endpoint={endpoint} />}
        {resource && (
          <p className={styles.resource}>
            <code>{resource.address}</code>
            <span>
              {[resource.type, resource.provider, resource.account, resource.region]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </p>
        )}
        {component && <Chain component={component} />}
        {location && <Code place={location} />}
        {flow && flow.length > 1 && <Flow steps={flow} />}
      </div>
    </Section>
  )
}

function Endpoint({ endpoint }: { endpoint: NonNullable<Said['endpoint']> }) {
  return (
    <>
      <p className={styles.resource}>
        <code>
          {endpoint.method} {endpoint.url}
        </code>
        {endpoint.parameter && <span>parameter {endpoint.parameter}</span>}
      </p>
      {endpoint.evidence && <Labelled label="Evidence" text={endpoint.evidence} />}
      {endpoint.request && <Labelled label="Request" text={endpoint.request} />}
      {endpoint.response && <Labelled label="Response" text={endpoint.response} />}
    </>
  )
}

const Labelled = ({ label, text }: { label: string; text: string }) => (
  <figure>
    <figcaption className={styles.caption}>{label}</figcaption>
    <Printed label={label} wrap>
      {text}
    </Printed>
  </figure>
)

function Chain({ component }: { component: NonNullable<Said['component']> }) {
  const chain = component.chain?.length ? component.chain : [`${component.name}@${component.version ?? '?'}`]
  return (
    <div>
      <ol className={styles.chain} aria-label="From the root to the component">
        {chain.map((name, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same package can stand in a chain twice
          <li key={`${i}${name}`}>
            <code>{name}</code>
          </li>
        ))}
      </ol>
      <p className={styles.caption}>
        {[component.path, DIRECT[String(component.direct)], component.purl].filter(Boolean).join(' · ')}
      </p>
    </div>
  )
}

const DIRECT: Record<string, string> = { true: 'used directly', false: 'brought in by another' }
