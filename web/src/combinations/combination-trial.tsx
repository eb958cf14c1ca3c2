import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import { NODE_KIND, nodeName } from '../estate/node-words.ts'
import { count, counted } from '../words/format.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import { useCombinationDryRun } from './combination-queries.ts'
import styles from './combinations.module.css'

/** Where the text would be found in the estate as it is. */
export function CombinationTrial({ text, usable }: { text: string; usable: boolean }) {
  const dryRun = useCombinationDryRun()
  const { data } = dryRun
  if (!useMay('policies:write')) return null
  return (
    <>
      <div>
        <Button
          variant="filled"
          disabled={!usable}
          loading={dryRun.isPending}
          onClick={() => dryRun.mutate(text)}
        >
          {data ? 'Try it again' : 'Try it on the estate'}
        </Button>
      </div>
      {!data && <p className={styles.quiet}>The whole estate is searched with this text. Nothing is kept.</p>}
      {data && (
        <div role="status">
          <p>
            <strong>Found {counted(data.hits, 'time')}</strong> on {counted(data.assets, 'asset')}
            {data.known > 0 && `, ${count(data.known)} of them already`}
            {data.gone > 0 && `; ${count(data.gone)} would be found no longer`}.
            {dryRun.variables !== text && ' The text has changed since.'}
          </p>
          <ul>
            {data.examples.map(({ title, severity, asset, chain }) => (
              <li key={`${asset.id} ${title}`} className={styles.example}>
                <SeverityMark severity={severity} /> {title}
                <Link to="/asset/$id" params={{ id: asset.id }}>
                  {asset.name}
                </Link>
                <span className={styles.quiet}>
                  {chain.map((link) => `${NODE_KIND[link.kind]} ${nodeName(link)}`).join(' → ')}
                </span>
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>
            {counted(data.things, 'thing')} looked at in {count(data.ms)} ms
          </p>
        </div>
      )}
    </>
  )
}
