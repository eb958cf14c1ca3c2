import { Button, Radio } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { PolicyRevision } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { dateTime } from '../words/format.ts'
import { TextDiff } from './text-diff.tsx'
import styles from './yaml-text.module.css'

interface VersionsPaneProps {
  /** All texts, the newest first; none of what comes with Stance. */
  revisions: UseQueryResult<PolicyRevision[]>
  /** The one in force. */
  revision: number
  /** What is in the editor. */
  text: string
  /** Brings an earlier text back; undefined for who may not write. */
  onText: ((text: string) => void) | undefined
}

/** Every text that was saved; how each differs from what is in the editor, and the way back to it. */
export function VersionsPane({ revisions, ...rest }: VersionsPaneProps) {
  return (
    <div className={styles.pane}>
      <Loaded query={revisions}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.quiet}>It comes with Stance and changes with it. Copy it to change it.</p>
          ) : (
            <Revisions all={all} {...rest} />
          )
        }
      </Loaded>
    </div>
  )
}

function Revisions({
  all,
  revision: inForce,
  text,
  onText,
}: Omit<VersionsPaneProps, 'revisions'> & { all: PolicyRevision[] }) {
  const [chosen, setChosen] = useState(inForce)
  const shown = all.find(({ revision }) => revision === chosen)
  return (
    <>
      <fieldset className={styles.revisions}>
        <legend className={styles.quiet}>Compare what is in the editor with</legend>
        {all.map(({ revision, changedAt, changedBy, note }) => (
          <Radio
            key={revision}
            size="xs"
            name="revision"
            checked={revision === chosen}
            onChange={() => setChosen(revision)}
            label={
              <>
                Version {revision}
                {revision === inForce && ' (in force)'}{' '}
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
          <TextDiff before={shown.text} after={text} label={`From version ${shown.revision} to the editor`} />
          {onText && shown.text !== text && (
            <div>
              <Button onClick={() => onText(shown.text)}>Bring version {shown.revision} back</Button>
            </div>
          )}
        </>
      )}
    </>
  )
}
