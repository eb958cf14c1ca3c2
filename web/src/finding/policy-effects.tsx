import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import { EFFECT } from '../policies/policy-words.ts'
import { Section } from '../shell/section.tsx'
import { effectsQuery } from './finding-query.ts'
import styles from './policy-effects.module.css'

/** What policies made of it, and by which of their rules. */
export function PolicyEffects({ id }: { id: string }) {
  const { data } = useQuery({ ...effectsQuery(id), enabled: useMay('policies:read') })
  if (!data?.length) return null
  return (
    <Section title="Policies">
      <ul>
        {data.map(({ policy, policyId, rule, effect, value, reason }) => (
          <li key={`${policy} ${rule} ${effect} ${value}`} className={styles.effect}>
            <span className={styles.what}>
              {EFFECT[effect].label}
              {value && `: ${value}`}
            </span>
            <span className={styles.quiet}>
              {reason && `${reason} `}
              {policyId ? (
                <Link to="/policies/$id" params={{ id: policyId }}>
                  {policy}
                </Link>
              ) : (
                policy
              )}
              /
              <Link to="/findings" search={{ policyRule: `${policy}/${rule}`, state: 'open' }}>
                {rule}
              </Link>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
