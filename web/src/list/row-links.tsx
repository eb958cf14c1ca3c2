import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import styles from './row-links.module.css'

// Rows come by the dozen with every turn of the wheel. The router's own Link works out routes and search parameters for each
// of them; these two are plain anchors that ask the router only when they are clicked.

interface RowLinkProps {
  /** Address within the app. */
  href: string
  className?: string | undefined
  children: ReactNode
}

/** Clicks that the browser should have: other buttons, a new tab or window, a download. */
export const isForTheBrowser = (event: MouseEvent): boolean =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey

/** The name of a row: a click opens the row as a click beside it does; the address is for a new tab. */
export const RowName = ({ href, className, children }: RowLinkProps) => (
  <a
    href={href}
    className={className ? `${styles.name} ${className}` : styles.name}
    tabIndex={-1}
    data-opens-row=""
  >
    {children}
  </a>
)

/** Leads from a row to somewhere else in the app. The rows of a grid are one stop of the keyboard; elsewhere `stops` makes it one. */
export function RowLink({ href, className, stops, children }: RowLinkProps & { stops?: boolean }) {
  const { history } = useRouter()
  const go = (event: MouseEvent) => {
    if (isForTheBrowser(event)) return
    event.preventDefault()
    history.push(href)
  }
  return (
    <a href={href} className={className} tabIndex={stops ? 0 : -1} onClick={go}>
      {children}
    </a>
  )
}
