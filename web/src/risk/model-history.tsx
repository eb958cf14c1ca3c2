import { Button } from '@mantine/core'
import { useMay } from '../api/me.ts'
import type { RiskModel, RiskModels } from '../api/types.ts'
import { PlainTable } from '../list/plain-table.tsx'
import { dateTime } from '../words/format.ts'
import styles from './risk.module.css'
import { weightChanges } from './weights.ts'

interface ModelHistoryProps {
  models: RiskModels
  /** Asks for a version's weights to be tried again. */
  onAgain: (model: RiskModel) => void
}

/** Every version that was in force, newest first, with what it changed and why. */
export function ModelHistory({ models: { versions, presets, factors }, onAgain }: ModelHistoryProps) {
  const mayWrite = useMay('risk:write')
  return (
    <>
      <h2>Versions</h2>
      <PlainTable
        label="Versions of the risk model"
        heads={['Version', 'Name', 'Began with', 'Changed', 'Why', 'By', 'Again']}
      >
        {versions.map((model, at) => {
          const before = versions[at + 1]
          const changes = before ? weightChanges(factors, before, model) : []
          return (
            <tr key={model.version}>
              <td>
                {model.version}
                {model.inForce && <strong> in force</strong>}
              </td>
              <td>{model.name}</td>
              <td>{presets.find(({ id }) => id === model.preset)?.label ?? model.preset}</td>
              <td>
                {changes.map(({ label, from, to }) => (
                  <div key={label}>
                    {label} {from} → {to}
                  </div>
                ))}
              </td>
              <td className={styles.note}>{model.note}</td>
              <td className={styles.quiet}>
                {model.by}
                {model.version > 0 && (
                  <>
                    {' '}
                    <time dateTime={model.at}>{dateTime(model.at)}</time>
                  </>
                )}
              </td>
              <td>
                {mayWrite && !model.inForce && (
                  <Button variant="subtle" onClick={() => onAgain(model)}>
                    Try version {model.version} again
                  </Button>
                )}
              </td>
            </tr>
          )
        })}
      </PlainTable>
    </>
  )
}
