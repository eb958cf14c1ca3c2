/**
 * Resolves when this process is asked to end: Ctrl-C, SIGTERM, SIGHUP, or the death of the one that started it. A second Ctrl-C
 * ends at once; what was not finished is finished after the next start.
 */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt = 0
    const ask = (): void => {
      // A terminal and npm both pass on the same Ctrl-C.
      if (askedAt && Date.now() - askedAt > 1_000) process.exit(130)
      askedAt ||= Date.now()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
    // Its parent was killed: what it was doing is done again after the next start.
    if (process.send) {
      process.on('disconnect', () => process.exit(1))
      // Listening would keep a process running that has nothing more to do.
      process.channel?.unref()
    }
    // npm, or Node 20 in front of this one, cannot tell that it was killed.
    else if (process.env.STANCE_FOLLOW_PARENT || process.env.npm_lifecycle_event)
      followParent(() => askedAt || ask())
  })
}

function followParent(gone: () => unknown): void {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) gone()
  }, 500).unref()
}
