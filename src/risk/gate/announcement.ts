import { type CheckText, checkOf } from './render/check.ts'
import { commentMarker, commentOf } from './render/comment.ts'
import type { Verdict } from './verdict.ts'

/** What a change's host is told: a comment that replaces the one before, and a check. */
export interface Announcement {
  /** The hidden first line by which the earlier comment is found. */
  marker: string
  /** Markdown, escaped. */
  comment: string
  check: CheckText
}

/** Rendering is done here, so that every host says the same; posting it, and finding the earlier comment by its marker, is the caller's. */
export const announcementOf = (verdict: Verdict): Announcement => ({
  marker: commentMarker(verdict.asset),
  comment: commentOf(verdict),
  check: checkOf(verdict),
})
