import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import styles from './words-table.module.css'

interface WordsTableProps<T extends string> {
  /** What the words say, for screen readers: `severity`. */
  of: string
  words: Record<string, T>
  /** Words that stand in the sample. */
  seen: string[]
  choices: { value: T; label: string }[]
  /** Shown where a word has no meaning yet. */
  placeholder: string
  onChange: (words: Record<string, T>) => void
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** Their words and ours: those of the table, and those of the sample that it lacks. */
export function WordsTable<T extends string>({
  of,
  words,
  seen,
  choices,
  placeholder,
  onChange,
}: WordsTableProps<T>) {
  const [added, setAdded] = useState('')
  const own = Object.keys(words)
  const missing = seen.filter((word) => !own.some((known) => same(known, word)))
  const add = (event: FormEvent) => {
    event.preventDefault()
    const word = added.trim()
    if (word && choices[0]) onChange({ ...words, [word]: choices[0].value })
    setAdded('')
  }
  return (
    <div className={styles.words}>
      <table className={styles.table} aria-label={`Words of ${of}`}>
        <tbody>
          {[...own, ...missing].map((word) => (
            <tr key={word}>
              <th scope="row">
                <code>{word}</code>
                {!seen.some((other) => same(other, word)) && (
                  <span className={styles.quiet}> not in the sample</span>
                )}
              </th>
              <td>
                <Select
                  aria-label={`${word} means`}
                  data={choices}
                  value={words[word] ?? null}
                  onChange={(value) => onChange(withWord(words, word, value))}
                  placeholder={placeholder}
                  clearable
                  clearButtonProps={{ 'aria-label': `Clear the meaning of ${word}` }}
                />
              </td>
              <td>
                {own.includes(word) && (
                  <ActionIcon
                    aria-label={`Remove ${word}`}
                    onClick={() => onChange(withWord(words, word, null))}
                  >
                    <IconTrash />
                  </ActionIcon>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form className={styles.add} onSubmit={add}>
        <TextInput
          aria-label={`Another word of ${of}`}
          placeholder="Another word"
          value={added}
          onChange={(event) => setAdded(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!added.trim()}>
          Add
        </Button>
      </form>
    </div>
  )
}

function withWord<T extends string>(words: Record<string, T>, word: string, value: T | null) {
  const { [word]: _, ...others } = words
  if (value === null) return others as Record<string, T>
  return { ...words, [word]: value }
}
