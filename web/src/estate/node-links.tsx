import { useMay } from '../api/me.ts'
import type { EstateLink, EstateNodeDetail } from '../api/types.ts'
import { percent } from '../words/format.ts'
import { NodeLink } from './node-link.tsx'
import { LinkSaid, LinkWordActions } from './node-link-word.tsx'
import styles from './node-view.module.css'
import { groupLinks, NODE_KIND, nodeName, sureness } from './node-words.ts'

/** All that a thing is linked with, by what the links say, each with what shows it. */
export function NodeLinks({ node }: { node: EstateNodeDetail }) {
  const mayWrite = useMay('inventory:write')
  if (node.links.length === 0)
    return <p className={styles.quiet}>None: no report shows how it hangs together with the rest.</p>
  return (
    <div className={styles.groups}>
      {groupLinks(node.links).map(({ label, links }) => (
        <section key={label} aria-label={label}>
          <h3 className={styles.group}>
            {label} <span className={styles.small}>{links.length}</span>
          </h3>
          <ul>
            {links.map((link) => (
              <li
                key={`${link.node.id} ${link.asset} ${link.source}`}
                className={styles.link}
                data-cut={link.word?.verdict === 'cut' || undefined}
              >
                <div className={styles.end}>
                  <NodeLink asset={link.node.asset} node={link.node.id} className={styles.name}>
                    {nodeName(link.node)}
                  </NodeLink>
                  <span className={styles.small}>{NODE_KIND[link.node.kind]}</span>
                  {mayWrite && <LinkWordActions node={node.id} link={link} />}
                </div>
                <Shown link={link} />
                <LinkSaid link={link} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** What shows the link, how sure that is, and which tool says so. */
const Shown = ({ link }: { link: EstateLink }) => (
  <div className={styles.shown}>
    {link.evidence && <code>{link.evidence}</code>}
    {link.source && (
      <span>
        {percent(link.confidence)}, {sureness(link.confidence)}
      </span>
    )}
    {link.source && <span>{link.source}</span>}
  </div>
)
