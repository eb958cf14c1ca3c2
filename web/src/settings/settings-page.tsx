import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useMe } from '../api/me.ts'
import { NotFound } from '../shell/not-found.tsx'
import { FullPage } from '../shell/page.tsx'
import { SECTIONS } from './sections.ts'
import styles from './settings.module.css'

const route = getRouteApi('/shell/settings/$section')

export function SettingsPage() {
  const { section } = route.useParams()
  const { permissions } = useMe()
  const allowed = SECTIONS.filter(({ permission }) => !permission || permissions.includes(permission))
  const shown = allowed.find(({ id }) => id === section)
  const Content = shown?.content ?? NotFound
  const sections = useRef<HTMLElement>(null)
  // On narrow screens they stand in one line, which is longer than the screen is wide.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section is another one to show
  useEffect(
    () =>
      sections.current
        ?.querySelector('[aria-current]')
        ?.scrollIntoView({ block: 'nearest', inline: 'center' }),
    [section],
  )
  return (
    <FullPage title="Settings">
      <div className={styles.settings}>
        <nav ref={sections} className={styles.sections} aria-label="Settings">
          {[...Map.groupBy(allowed, ({ group }) => group)].map(([group, sections]) => (
            <section key={group} className={styles.part} aria-label={group}>
              <h2 className={styles.partName}>{group}</h2>
              {sections.map(({ id, label }) => (
                <Link
                  key={id}
                  to="/settings/$section"
                  params={{ section: id }}
                  className={styles.link}
                  activeProps={{ 'data-active': true, 'aria-current': 'page' }}
                >
                  {label}
                </Link>
              ))}
            </section>
          ))}
        </nav>
        <div className={styles.content}>
          <Content />
        </div>
      </div>
    </FullPage>
  )
}
