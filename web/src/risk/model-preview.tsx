import { Link } from '@tanstack/react-router'
import type { ModelMover, ModelPreview } from '../api/types.ts'
import { PlainTable } from '../list/plain-table.tsx'
import { count, counted, score, signed } from '../words/format.ts'
import { Distribution } from './distribution.tsx'
import styles from './risk.module.css'

/** What other weights would make of the findings: how many move, where to, and which the most. */
export function ModelPreviewView({ preview, isOld }: { preview: ModelPreview; isOld: boolean }) {
  const { findings, changed, up, down, top100, distribution, movers, ms } = preview
  return (
    <section className={styles.preview} aria-label="Preview" aria-live="polite" data-old={isOld || undefined}>
      {isOld && <p className={styles.quiet}>This is of other weights: preview again.</p>}
      <p>
        <strong>
          {changed === 0 ? 'No score would change' : `${counted(changed, 'score')} would change`}
        </strong>{' '}
        of {counted(findings, 'open finding')}: {count(up)} up, {count(down)} down.{' '}
        {changeOfTop(top100.entered)}
      </p>
      <Distribution bands={distribution} />
      <Movers title="Up the most" movers={movers.up} />
      <Movers title="Down the most" movers={movers.down} />
      <p className={styles.quiet}>Scored by both in {count(ms)} ms. Nothing has been changed.</p>
    </section>
  )
}

const changeOfTop = (entered: number): string =>
  entered === 0
    ? 'The first 100 stay the first 100.'
    : `Of the first 100, ${count(entered)} would be others than now.`

function Movers({ title, movers }: { title: string; movers: ModelMover[] }) {
  if (movers.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <PlainTable
        label={title}
        heads={['Finding', 'Asset', { end: 'Now' }, { end: 'Then' }, { end: 'Change' }]}
      >
        {movers.map(({ id, title: name, asset, before, after }) => (
          <tr key={id}>
            <td>
              <Link to="/findings/$id" params={{ id }}>
                {name}
              </Link>
            </td>
            <td>{asset.name}</td>
            <td data-end="">{score(before)}</td>
            <td data-end="">{score(after)}</td>
            <td data-end="">{signed(after - before)}</td>
          </tr>
        ))}
      </PlainTable>
    </>
  )
}
