import { Section } from '../shell/section.tsx'
import styles from './references.module.css'

/** Only web addresses become links: a report can say anything. */
export function References({ links }: { links: string[] }) {
  const web = links.filter((link) => /^https?:\/\//i.test(link))
  if (web.length === 0) return null
  return (
    <Section title="References">
      <ul className={styles.links}>
        {web.map((link) => (
          <li key={link}>
            <a href={link} target="_blank" rel="noopener noreferrer">
              {link.replace(/^https?:\/\//i, '')}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
