import { Tooltip, UnstyledButton } from '@mantine/core'
import {
  IconKeyboard,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSearch,
} from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Bell } from '../notifications/bell.tsx'
import { openCommands } from './commands.tsx'
import { isWithin, PLACES } from './places.ts'
import styles from './rail.module.css'
import { UserMenu } from './user-menu.tsx'

interface RailProps {
  small: boolean
  onSmall?: () => void
  onNavigate?: () => void
  onHelp: () => void
}

/** The navigation: where one can go above, oneself below. */
export function Rail({ small, onSmall, onNavigate, onHelp }: RailProps) {
  const path = useLocation({ select: ({ pathname }) => pathname })
  return (
    <div className={styles.rail} data-small={small || undefined}>
      <Link to="/" className={styles.brand} onClick={onNavigate} aria-label="Stance, to the overview">
        <img src="/favicon.svg" alt="" className={styles.logo} />
        <span className={styles.word}>Stance</span>
      </Link>
      <RailButton
        label="Search"
        hint="Ctrl K"
        small={small}
        icon={<IconSearch aria-hidden="true" />}
        onClick={openCommands}
      />
      <nav aria-label="Main" className={styles.places}>
        {PLACES.map((place) => (
          <Tooltip key={place.to} label={place.label} position="right" disabled={!small}>
            <Link
              to={place.to}
              search={place.search}
              className={styles.item}
              {...(isWithin(place, path) && { 'data-active': true, 'aria-current': 'page' as const })}
              onClick={onNavigate}
              aria-label={place.label}
            >
              <place.icon aria-hidden="true" />
              <span className={styles.word}>{place.label}</span>
            </Link>
          </Tooltip>
        ))}
      </nav>
      <div className={styles.foot}>
        <Bell small={small} />
        <RailButton
          label="Keys"
          hint="?"
          small={small}
          icon={<IconKeyboard aria-hidden="true" />}
          onClick={onHelp}
        />
        {onSmall && (
          <RailButton
            label={small ? 'Widen' : 'Narrow'}
            small={small}
            icon={
              small ? (
                <IconLayoutSidebarLeftExpand aria-hidden="true" />
              ) : (
                <IconLayoutSidebarLeftCollapse aria-hidden="true" />
              )
            }
            onClick={onSmall}
          />
        )}
        <UserMenu small={small} />
      </div>
    </div>
  )
}

function RailButton(props: {
  label: string
  hint?: string
  small: boolean
  icon: ReactNode
  onClick: () => void
}) {
  const { label, hint, small, icon, onClick } = props
  return (
    <Tooltip label={label} position="right" disabled={!small}>
      <UnstyledButton className={styles.item} onClick={onClick} aria-label={label}>
        {icon}
        <span className={styles.word}>{label}</span>
        {hint && <kbd className={styles.hint}>{hint}</kbd>}
      </UnstyledButton>
    </Tooltip>
  )
}
