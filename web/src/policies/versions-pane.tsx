import { Button, Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PolicyDetail, PolicyRevision } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { dateTime } from '../words/format.ts'
import styles from './policies.module.css'
import { revisionsQuery } from './policy-queries.ts'
import { TextDiff } from './text-diff.tsx'
import type { PolicyEditing } from './use-policy-editor.ts'

interface VersionsPaneProps {
  policy: PolicyDetail
  editing: PolicyEditing
  mayWrite: boolean
}

/** Every text that was saved; how each differs from what is in the editor, and the way back to it. */
export function VersionsPane({ policy, editing, mayWrite }: VersionsPaneProps) {
  const revisions = useQuery(revisionsQuery(policy.id))
  return (
    <div className={styles.pane}>
      <Loaded query={revisions}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.quiet}>It comes with Stance and changes with it. Copy it to change it.</p>
          ) : (
            <Revisions revisions={all} policy={policy} editing={editing} mayWrite={mayWrite} />
          )
        }
      </Loaded>
    </div>
  )
}

function Revisions({
  revisions,
  policy,
  editing,
  mayWrite,
}: VersionsPaneProps & { revisions: PolicyRevision[] }) {
  const [chosen, setChosen] = useState(policy.revision)
  const shown = revisions.find(({ revision }) => revision === chosen)
  return (
    <>
      <fieldset className={styles.revisions}>
        <legend className={styles.quiet}>Compare what is in the editor with</legend>
        {revisions.map(({ revision, changedAt, changedBy, note }) => (
          <Radio
            key={revision}
            size="xs"
            name="revision"
            checked={revision === chosen}
            onChange={() => setChosen(revision)}
            label={
              <>
                Version {revision}
                {revision === policy.revision && ' (in force)'}{' '}
                <span className={styles.quiet}>
                  {dateTime(changedAt)} by {changedBy}
                </span>
              </>
            }
            description={note || undefined}
          />
        ))}
      </fieldset>
      {shown && (
        <>
          <TextDiff
            before={shown.text}
            after={editing.text}
            label={`From version ${shown.revision} to the editor`}
          />
          {mayWrite && shown.text !== editing.text && (
            <div>
              <Button onClick={() => editing.setText(shown.text)}>Bring version {shown.revision} back</Button>
            </div>
          )}
        </>
      )}
    </>
  )
}
