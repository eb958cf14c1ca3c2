import { Textarea } from '@mantine/core'
import { useId } from 'react'
import type { Editing } from './use-editor.ts'
import styles from './yaml-pane.module.css'

/** The same mapping as text: to write what the form has no place for, to copy, to paste one. */
export function YamlPane({ editing }: { editing: Editing }) {
  const { yaml, typeYaml, flaws, behind } = editing
  const id = useId()
  return (
    <div className={styles.pane}>
      <Textarea
        label="Mapping"
        description="The form follows what is written here. Comments are not kept."
        value={yaml}
        onChange={(event) => typeYaml(event.currentTarget.value)}
        autosize
        minRows={12}
        spellCheck={false}
        aria-describedby={id}
        classNames={{ input: styles.text ?? '' }}
      />
      <div id={id} aria-live="polite">
        {flaws.map(({ where, message }) => (
          <p key={`${where} ${message}`} className={styles.bad}>
            {where && `${where}: `}
            {message}
          </p>
        ))}
        {flaws.length === 0 && !behind && <p className={styles.quiet}>It can be used.</p>}
      </div>
    </div>
  )
}
