import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { openOf } from './node-open.ts'

interface NodeLinkProps {
  asset: string
  node: string
  className?: string | undefined
  children: ReactNode
}

/** Opens a thing in the side panel of the page that one is on; the page keeps `open` in its address. Back leads back. */
export const NodeLink = ({ asset, node, className, children }: NodeLinkProps) => (
  <Link
    to="."
    search={(old: Record<string, unknown>) => ({ ...old, open: openOf({ asset, node }) })}
    className={className}
  >
    {children}
  </Link>
)
