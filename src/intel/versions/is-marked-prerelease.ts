const MARK = /~+(?:alpha|beta|pre|rc|dev|exp|snap|git|svn|hg|bzr|cvs|[ab]\d|\d{8})/i

/** Whether a distribution's version marks the upstream version as a pre-release or a snapshot. A tilde alone may mean a backport or `~dfsg`. */
export function isMarkedPrerelease(upstream: string): boolean {
  return MARK.test(upstream)
}
