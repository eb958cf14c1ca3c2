import type { ComponentType } from 'react'
import { FormatsSection } from '../formats/formats-section.tsx'
import { IntelSection } from '../intel/intel-section.tsx'
import { LicensesSection } from '../licenses/licenses-section.tsx'
import { OwnershipSection } from '../ownership/ownership-section.tsx'
import { RiskSection } from '../risk/risk-section.tsx'
import { AccountSection } from './account-section.tsx'
import { AuditSection } from './audit-section.tsx'
import { ContextSection } from './context-section.tsx'
import { DataSection } from './data-section.tsx'
import { MergingSection } from './merging-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { RolesSection } from './roles-section.tsx'
import { SlaSection } from './sla-section.tsx'
import { TeamsSection } from './teams-section.tsx'
import { TokensSection } from './tokens-section.tsx'

export interface SettingsSection {
  id: string
  label: string
  group: 'Access' | 'Estate' | 'Rules' | 'System'
  /** Left out: everyone. */
  permission?: string
  content: ComponentType
}

export const SECTIONS: SettingsSection[] = [
  { id: 'account', group: 'Access', label: 'You', content: AccountSection },
  { id: 'people', group: 'Access', label: 'People', permission: 'users:read', content: PeopleSection },
  { id: 'teams', group: 'Access', label: 'Teams', permission: 'teams:read', content: TeamsSection },
  { id: 'roles', group: 'Access', label: 'Roles', content: RolesSection },
  { id: 'tokens', group: 'Access', label: 'Tokens', permission: 'tokens:read', content: TokensSection },
  { id: 'context', group: 'Estate', label: 'Context', permission: 'inventory:read', content: ContextSection },
  {
    id: 'ownership',
    group: 'Estate',
    label: 'Ownership',
    permission: 'inventory:read',
    content: OwnershipSection,
  },
  { id: 'sla', group: 'Rules', label: 'Due dates', permission: 'findings:read', content: SlaSection },
  { id: 'risk', group: 'Rules', label: 'Risk model', permission: 'risk:read', content: RiskSection },
  { id: 'formats', group: 'Rules', label: 'Formats', permission: 'mappings:read', content: FormatsSection },
  { id: 'merging', group: 'Rules', label: 'Merging', permission: 'rules:read', content: MergingSection },
  { id: 'licenses', group: 'Rules', label: 'Licences', permission: 'rules:read', content: LicensesSection },
  {
    id: 'intelligence',
    group: 'System',
    label: 'Intelligence',
    permission: 'intel:read',
    content: IntelSection,
  },
  { id: 'audit', group: 'System', label: 'Audit log', permission: 'audit:read', content: AuditSection },
  { id: 'data', group: 'System', label: 'Data', content: DataSection },
]
