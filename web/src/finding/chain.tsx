import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ChainLink, FindingDetail } from '../api/types.ts'
import { KindIcon } from '../estate/map/kind-icon.tsx'
import { openOf } from '../estate/node-open.ts'
import { LINK_KIND, NODE_KIND, nodeName } from '../estate/node-words.ts'
import { Section } from '../shell/section.tsx'
import { KIND } from '../words/labels.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import styles from './chain.module.css'
import { chainQuery } from './finding-query.ts'

/** Of a combination: the way from the outside in, with the findings that make it one. Of any other: the combinations it is a part of. */
export function Chain({ finding }: { finding: FindingDetail }) {
  const { data } = useQuery(chainQuery(finding.id))
  if (!data || (!data.chain && data.partOf.length === 0)) return null
  return (
    <>
      {data.chain && (
        <Section
          title="The way in"
          beside={
            data.combination && (
              <Link to="/estate/questions" search={{ q: data.combination.question }}>
                Ask it of the whole estate
              </Link>
            )
          }
        >
          <ol className={styles.chain} aria-label="Chain, from the outside in">
            {data.chain.map((link) => (
              <Step key={`${link.asset.id} ${link.id}`} link={link} />
            ))}
          </ol>
        </Section>
      )}
      {data.partOf.length > 0 && (
        <Section title="Part of">
          <ul>
            {data.partOf.map((whole) => (
              <li key={whole.finding} className={styles.part}>
                <SeverityMark severity={whole.severity} />
                <Link to="/findings/$id" params={{ id: whole.finding }}>
                  {whole.title}
                </Link>
                <span className={styles.quiet}>{whole.asset.name}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Step({ link }: { link: ChainLink }) {
  const by = link.via && LINK_KIND[link.via][link.against ? 'in' : 'out'].toLowerCase()
  return (
    <li className={styles.step} data-found={link.findings.length > 0 || undefined}>
      <span className={styles.icon}>
        <KindIcon kind={link.kind} />
      </span>
      <div className={styles.words}>
        {by && <div className={styles.via}>{by}</div>}
        <div>
          {link.kind === 'internet' ? (
            <span className={styles.name}>{nodeName(link)}</span>
          ) : (
            <Link
              to="/estate/map"
              search={{ asset: link.asset.id, open: openOf({ asset: link.asset.id, node: link.id }) }}
              className={styles.name}
            >
              {nodeName(link)}
            </Link>
          )}{' '}
          {link.kind !== 'internet' && (
            <span className={styles.quiet}>
              {NODE_KIND[link.kind]} of {link.asset.name}
              {link.place && ` · ${link.place}`}
            </span>
          )}
        </div>
        {link.findings.length > 0 && (
          <ul>
            {link.findings.map((part) => (
              <li key={part.id} className={styles.part}>
                <SeverityMark severity={part.severity} />
                <Link to="/findings/$id" params={{ id: part.id }}>
                  {part.title}
                </Link>
                <span className={styles.quiet}>{KIND[part.kind].label}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}
