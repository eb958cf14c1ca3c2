import type { ReportHeader } from '../contract.ts'

/** The tool among a document's creators: `Tool: syft-0.64.0` is Syft in version 0.64.0. */
export function toolOf(creators: string[]): Pick<ReportHeader, 'tool' | 'toolVersion'> {
  for (const creator of creators) {
    const name = /^Tool:\s*(.+)$/.exec(creator)?.[1]
    if (name && /\w/.test(name)) return toolNamed(name)
  }
  return {}
}

export function toolNamed(text: string): Pick<ReportHeader, 'tool' | 'toolVersion'> {
  const [, tool = text, toolVersion] = /^(.+?)-v?(\d[\w.+-]*)$/.exec(text.trim()) ?? []
  return { tool: tool.trim(), ...(toolVersion && { toolVersion }) }
}
