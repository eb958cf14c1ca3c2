import type { IntelFeed, IntelFile } from '../api/types.ts'
import styles from '../settings/settings.module.css'
import { ago, count, dateTime, day, size } from '../words/format.ts'
import { FileProblems } from './file-problems.tsx'

export function FeedTable({ feeds }: { feeds: IntelFeed[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <section className={styles.scroll} aria-label="Feeds" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Feed</th>
            <th scope="col">As of</th>
            <th scope="col" className={styles.end}>
              Entries
            </th>
            <th scope="col">Unreadable</th>
            <th scope="col" className={styles.end}>
              Size
            </th>
            <th scope="col">Tried</th>
            <th scope="col">Taken in</th>
          </tr>
        </thead>
        {feeds.map((feed) => (
          <Feed key={feed.id} feed={feed} />
        ))}
      </table>
    </section>
  )
}

/** The feed, and its files below it: a feed of many files has a line each. */
const Feed = ({ feed }: { feed: IntelFeed }) => (
  <tbody>
    <tr>
      <th scope="rowgroup" colSpan={7} className={styles.feed}>
        <a href={feed.link} target="_blank" rel="noopener noreferrer">
          {feed.name}
        </a>{' '}
        <span className={styles.quiet}>{feed.license}</span>
        {feed.files.length === 0 && <span className={styles.quiet}> · not fetched</span>}
      </th>
    </tr>
    {feed.files.map((file) => (
      <File key={file.path} file={file} />
    ))}
  </tbody>
)

function File({ file }: { file: IntelFile }) {
  return (
    <>
      <tr>
        <td>
          <code title={file.source}>{file.path}</code>
        </td>
        <td>{file.asOf ? dayOrVersion(file.asOf) : '–'}</td>
        <td className={styles.end}>{count(file.items)}</td>
        <td>
          <FileProblems file={file} />
        </td>
        <td className={styles.end}>{file.bytes === null ? '–' : size(file.bytes)}</td>
        <td>
          <When time={file.checkedAt} />
        </td>
        <td>
          <When time={file.syncedAt} />
        </td>
      </tr>
      {file.error && (
        <tr>
          <td colSpan={7} data-wrap="" className={styles.bad}>
            Kept as it was: {file.error}
          </td>
        </tr>
      )}
    </>
  )
}

const When = ({ time }: { time: string | null }) =>
  time === null ? (
    'never'
  ) : (
    <time dateTime={time} title={dateTime(time)}>
      {ago(time)}
    </time>
  )

const dayOrVersion = (text: string): string => (/^\d{4}-\d\d-\d\d/.test(text) ? day(text) : text)
