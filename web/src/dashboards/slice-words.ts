import type { Measure, Slice, WidgetType } from '../api/types.ts'

export const SLICE: Record<Slice, string> = {
  severity: 'Severity',
  kind: 'Kind',
  state: 'State',
  team: 'Team',
  application: 'Application',
  asset: 'Asset',
  tool: 'Tool',
  noise: 'Noise',
  rule: 'Rule',
  component: 'Component',
  advisory: 'Advisory',
  cwe: 'CWE',
  assignee: 'Assignee',
  age: 'Age',
  owner: 'Owner',
  tag: 'Tag',
  ssvc: 'SSVC decision',
  exploitMaturity: 'Exploit maturity',
  reachability: 'Reachability',
}

export const MEASURE: Record<Measure, { label: string; unit: string }> = {
  open: { label: 'Open', unit: 'findings open at the end of the day' },
  opened: { label: 'New', unit: 'findings first seen a day' },
  fixed: { label: 'Fixed', unit: 'findings fixed a day' },
  reopened: { label: 'Reopened', unit: 'findings reopened a day' },
  risk: { label: 'Risk', unit: 'score points of open findings' },
}

/** What each type answers, and the room it wants on the grid. */
export const WIDGET: Record<WidgetType, { label: string; answers: string; w: number; h: number }> = {
  count: { label: 'Count', answers: 'How many, and how that changed', w: 3, h: 2 },
  trend: { label: 'Trend', answers: 'Day by day', w: 6, h: 5 },
  table: { label: 'Table', answers: 'The findings themselves', w: 6, h: 6 },
  breakdown: { label: 'Breakdown', answers: 'How many of each', w: 4, h: 5 },
  heatmap: { label: 'Heat map', answers: 'Where two things meet', w: 6, h: 5 },
  top: { label: 'Top list', answers: 'What carries most', w: 4, h: 5 },
  sla: { label: 'SLA', answers: 'In time, late, due soon', w: 4, h: 4 },
  mttr: { label: 'MTTR', answers: 'How long fixing takes', w: 4, h: 3 },
  age: { label: 'Age', answers: 'How old the backlog is', w: 4, h: 4 },
}
export const WIDGET_TYPES = Object.keys(WIDGET) as WidgetType[]
