/** Feeds as people call them; those that are not here go by their id. */
const NAMES: Record<string, string> = {
  osv: 'OSV',
  'github-advisories': 'GitHub',
  nvd: 'NVD',
  exploitdb: 'Exploit-DB',
  metasploit: 'Metasploit',
}

export const feedName = (feed: string): string => NAMES[feed] ?? feed
