import { useState } from 'react'
import type { Format } from '../api/types.ts'
import { SearchField } from '../list/search-field.tsx'
import styles from '../settings/settings.module.css'
import { count } from '../words/format.ts'
import { isFoundBy, kindsOf } from './format-words.ts'

/** Hundreds: the first question about them is whether a tool is among them. */
export function ShippedFormats({ formats }: { formats: Format[] }) {
  const [words, setWords] = useState('')
  const shown = formats.filter((format) => isFoundBy(format, words))
  return (
    <>
      <div className={styles.head}>
        <h2>
          Formats that come with Stance{' '}
          <span className={styles.quiet} aria-live="polite">
            {count(shown.length)}
          </span>
        </h2>
        <SearchField
          label="Search formats"
          placeholder="Tool, kind or file"
          value={words}
          onChange={setWords}
        />
      </div>
      {shown.length === 0 ? (
        <p className={styles.quiet}>
          No format is called so. SARIF, CycloneDX, JUnit and the like are read whoever writes them; for the
          rest describe one above.
        </p>
      ) : (
        <FormatTable formats={shown} />
      )}
    </>
  )
}

const FormatTable = ({ formats }: { formats: Format[] }) => (
  <div className={styles.scroll}>
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Format</th>
          <th scope="col">Finds</th>
          <th scope="col">How to get it</th>
        </tr>
      </thead>
      <tbody>
        {formats.map((format) => (
          <tr key={format.id}>
            <td>
              {/^https?:/.test(format.link) ? (
                <a href={format.link} target="_blank" rel="noopener noreferrer">
                  {format.name}
                </a>
              ) : (
                <>
                  {format.name} <code className={styles.quiet}>{format.link}</code>
                </>
              )}
            </td>
            <td data-wrap="">{kindsOf(format) || '–'}</td>
            <td data-wrap="">
              <code>{format.howTo}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
