import { Button, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { useShortcuts } from '../../keys/shortcuts.ts'
import styles from './questions-page.module.css'

interface QuestionTextProps {
  text: string
  onChange: (text: string) => void
  onRun: () => void
  running: boolean
  /** What the server says of the text that was asked, and where in it, from 0. */
  mistake: { message: string; at: number | undefined } | undefined
}

/** The question as it is asked. Enter asks. */
export function QuestionText({ text, onChange, onRun, running, mistake }: QuestionTextProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useShortcuts('Questions', [{ keys: '/', does: 'Write a question', run: () => field.current?.focus() }])
  return (
    <div className={styles.ask}>
      <Textarea
        ref={field}
        className={styles.text}
        classNames={{ input: styles.mono }}
        aria-label="Question as text"
        placeholder="internet -> endpoint[!authenticated]"
        autosize
        minRows={1}
        spellCheck={false}
        maxLength={2000}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          onRun()
        }}
        error={mistake && <Mistake text={text} {...mistake} />}
      />
      <Button variant="filled" loading={running} disabled={text.trim() === ''} onClick={onRun}>
        Ask
      </Button>
    </div>
  )
}

/** The message, and the text with the place marked. */
const Mistake = ({ text, message, at }: { text: string; message: string; at: number | undefined }) => (
  <>
    {message}
    {at !== undefined && (
      <code className={styles.mistake} aria-hidden="true">
        {text.slice(0, at)}
        <mark>{wordAt(text, at) || '…'}</mark>
        {text.slice(at + wordAt(text, at).length)}
      </code>
    )}
  </>
)

const wordAt = (text: string, at: number): string => /^(?:[\w-]+|\S)/.exec(text.slice(at))?.[0] ?? ''
