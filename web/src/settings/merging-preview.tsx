import { Link } from '@tanstack/react-router'
import type { RulesPreview } from '../api/types.ts'
import { counted } from '../words/format.ts'
import styles from './settings.module.css'

type Named = RulesPreview['splits'][number]['finding']

/** What other rules would make of the stored observations. */
export function MergingPreview({ preview }: { preview: RulesPreview }) {
  const { assets, merged, split, merges, splits } = preview
  return (
    <section className={styles.section} aria-label="Preview" aria-live="polite">
      <p>
        {merged === 0 && split === 0
          ? 'Nothing would change.'
          : `${counted(merged, 'finding')} would become part of another, ${counted(split, 'new finding')} would split off.`}{' '}
        <span className={styles.quiet}>
          Replayed {counted(assets.replayed, 'asset')} of {assets.total}; nothing has been changed.
        </span>
      </p>
      {merges.length > 0 && <h3>Would be one</h3>}
      {merges.map((group) => (
        <ul key={group[0]?.id} className={styles.group}>
          {group.map((finding) => (
            <NamedLine key={finding.id} finding={finding} />
          ))}
        </ul>
      ))}
      {splits.length > 0 && <h3>Would come apart</h3>}
      {splits.length > 0 && (
        <ul className={styles.group}>
          {splits.map(({ finding, parts }) => (
            <NamedLine key={finding.id} finding={finding} beside={`into ${parts}`} />
          ))}
        </ul>
      )}
    </section>
  )
}

const NamedLine = ({ finding, beside }: { finding: Named; beside?: string }) => (
  <li>
    <Link to="/findings/$id" params={{ id: finding.id }}>
      {finding.title}
    </Link>{' '}
    <span className={styles.quiet}>
      {[beside, finding.asset.name, finding.location, finding.tools.join(', ')].filter(Boolean).join(' · ')}
    </span>
  </li>
)
