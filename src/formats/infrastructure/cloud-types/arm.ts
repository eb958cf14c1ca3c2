import type { Exposure } from '../../../model/application.ts'
import type { CloudType, CloudTypes, Facing, Rule } from './contract.ts'

const CLOSED: Rule<Exposure> = {
  when: [{ at: 'properties.publicNetworkAccess', is: 'Disabled' }],
  tells: 'internal',
}
const LISTED: Rule<Exposure> = {
  when: [{ at: 'properties.networkAcls.defaultAction', is: 'Deny' }],
  tells: 'partner',
  says: 'only listed networks',
}
const OPEN_BY_DEFAULT: Rule<Exposure> = {
  when: [{ at: 'properties.publicNetworkAccess', there: false }],
  tells: 'internet',
  says: 'public by default',
}
const OPEN: Rule<Exposure> = {
  when: [{ at: 'properties.publicNetworkAccess', is: 'Enabled' }],
  tells: 'internet',
}
const ACTS = ['identity.userAssignedIdentities']
const SITE: CloudType = {
  kind: 'service',
  show: {
    runtime: ['properties.siteConfig.linuxFxVersion'],
    tls: ['properties.httpsOnly'],
    region: ['location'],
  },
  exposure: [
    CLOSED,
    {
      when: [{ at: 'properties.siteConfig.ipSecurityRestrictions', there: true }],
      tells: 'partner',
      says: 'only listed addresses',
    },
    OPEN,
    OPEN_BY_DEFAULT,
  ],
  actsAs: ACTS,
}
const child = (kind: CloudType['kind'], more: Partial<CloudType> = {}): CloudType => ({
  kind,
  links: [{ kind: 'contains', from: ['parent', 'dependsOn'], to: [''] }],
  ...more,
})
const server = (start: string): CloudType => ({
  kind: 'data-store',
  show: { version: ['properties.version'], public: ['properties.publicNetworkAccess', start] },
  exposure: [
    CLOSED,
    {
      when: [{ at: 'properties.network.delegatedSubnetResourceId', there: true }],
      tells: 'internal',
      says: 'in its own subnet',
    },
    // The firewall of a server lets nobody in until a rule does.
    { tells: 'internal', says: 'no firewall rule is declared' },
  ],
})
const SERVER = server('properties.network.publicNetworkAccess')
const SERVER_RULE: CloudType = {
  kind: 'network-policy',
  show: { cidr: ['properties.startIpAddress'], end: ['properties.endIpAddress'] },
  lends: [
    {
      to: ['parent', 'dependsOn'],
      when: [
        { at: 'properties.startIpAddress', is: '0.0.0.0' },
        { at: 'properties.endIpAddress', is: '255.255.255.255' },
      ],
      tells: 'internet',
      says: '0.0.0.0–255.255.255.255',
    },
    {
      to: ['parent', 'dependsOn'],
      when: [
        { at: 'properties.startIpAddress', is: '0.0.0.0' },
        { at: 'properties.endIpAddress', is: '0.0.0.0' },
      ],
      tells: 'partner',
      says: 'all services of Azure (0.0.0.0)',
    },
    {
      to: ['parent', 'dependsOn'],
      when: [{ at: 'properties.startIpAddress', not: '0.0.0.0' }],
      tells: 'partner',
      says: 'listed addresses',
    },
  ],
}
const RULE = {
  only: [
    { at: 'properties.direction', is: 'Inbound' },
    { at: 'properties.access', is: 'Allow' },
  ],
  ranges: ['properties.sourceAddressPrefix', 'properties.sourceAddressPrefixes'],
  ports: ['properties.destinationPortRange'],
}
const FRONTEND: readonly Rule<Facing>[] = [
  {
    when: [{ at: 'properties.frontendIPConfigurations.properties.publicIPAddress', there: true }],
    tells: 'public',
    says: 'public IP address',
  },
  {
    when: [{ at: 'properties.frontendIPConfigurations', there: true }],
    tells: 'private',
    says: 'no public IP address',
  },
]
const gateway = (tells: 'internet' | 'partner' | 'internal', says: string): CloudType => ({
  kind: 'gateway',
  exposure: [{ tells, says }],
})

/** Azure as its own templates name it. Source: learn.microsoft.com/azure/templates. */
export const ARM: CloudTypes = {
  'Microsoft.Web/sites': SITE,
  'Microsoft.Web/sites#functionapp': { ...SITE, kind: 'function' },
  'Microsoft.Web/serverfarms': { kind: 'cluster', show: { size: ['sku.name'] } },
  'Microsoft.Web/staticSites': {
    kind: 'service',
    exposure: [{ tells: 'internet', says: 'a static site serves the internet' }],
  },
  'Microsoft.App/containerApps': {
    kind: 'service',
    show: {
      image: ['properties.template.containers.image'],
      ports: ['properties.configuration.ingress.targetPort'],
      region: ['location'],
    },
    exposure: [
      { when: [{ at: 'properties.configuration.ingress.external', is: true }], tells: 'internet' },
      { when: [{ at: 'properties.configuration.ingress.external', is: false }], tells: 'internal' },
      {
        when: [{ at: 'properties.configuration.ingress', there: false }],
        tells: 'isolated',
        says: 'no ingress',
      },
      {
        when: [{ at: 'properties.configuration.ingress.external', there: false }],
        tells: 'internal',
        says: 'ingress is not external',
      },
    ],
    actsAs: ACTS,
  },
  'Microsoft.App/jobs': {
    kind: 'workload',
    show: { image: ['properties.template.containers.image'] },
    actsAs: ACTS,
  },
  'Microsoft.App/managedEnvironments': { kind: 'cluster' },
  'Microsoft.App/managedEnvironments/daprComponents': child('resource'),
  'Microsoft.ContainerInstance/containerGroups': {
    kind: 'workload',
    show: { image: ['properties.containers.properties.image'], ports: ['properties.ipAddress.ports.port'] },
    exposure: [
      { when: [{ at: 'properties.ipAddress.type', is: 'Public' }], tells: 'internet' },
      { when: [{ at: 'properties.ipAddress.type', is: 'Private' }], tells: 'internal' },
      { when: [{ at: 'properties.ipAddress', there: false }], tells: 'isolated', says: 'no address' },
    ],
    actsAs: ACTS,
  },
  'Microsoft.ContainerService/managedClusters': {
    kind: 'cluster',
    show: { version: ['properties.kubernetesVersion'] },
    exposure: [
      {
        when: [{ at: 'properties.apiServerAccessProfile.enablePrivateCluster', is: true }],
        tells: 'internal',
      },
      {
        when: [{ at: 'properties.apiServerAccessProfile.authorizedIPRanges', there: true }],
        tells: 'partner',
        says: 'only listed addresses',
      },
      {
        when: [{ at: 'properties.apiServerAccessProfile', there: false }],
        tells: 'internet',
        says: 'public API server by default',
      },
      {
        when: [{ at: 'properties.apiServerAccessProfile.enablePrivateCluster', is: false }],
        tells: 'internet',
      },
    ],
    actsAs: ACTS,
  },
  'Microsoft.Compute/virtualMachines': {
    kind: 'host',
    show: {
      size: ['properties.hardwareProfile.vmSize'],
      image: ['properties.storageProfile.imageReference.offer'],
    },
    placed: ['properties.networkProfile.networkInterfaces.id'],
    actsAs: ACTS,
  },
  'Microsoft.Compute/virtualMachineScaleSets': { kind: 'workload', actsAs: ACTS },
  'Microsoft.Compute/disks': { kind: 'data-store', exposure: [{ tells: 'isolated', says: 'a disk' }] },
  'Microsoft.Network/virtualNetworks': {
    kind: 'network',
    show: { cidr: ['properties.addressSpace.addressPrefixes'] },
    guards: ['properties.subnets.properties.networkSecurityGroup'],
  },
  'Microsoft.Network/virtualNetworks/subnets': child('network', {
    show: { cidr: ['properties.addressPrefix'] },
    guards: ['properties.networkSecurityGroup'],
  }),
  'Microsoft.Network/networkSecurityGroups': {
    kind: 'network-policy',
    firewall: { rules: 'properties.securityRules', ...RULE },
  },
  'Microsoft.Network/networkSecurityGroups/securityRules': {
    kind: 'network-policy',
    firewall: { rules: '', ...RULE },
    partOf: ['parent', 'dependsOn'],
    show: { cidr: ['properties.sourceAddressPrefix'], ports: ['properties.destinationPortRange'] },
  },
  'Microsoft.Network/networkInterfaces': {
    kind: 'resource',
    facing: [
      {
        when: [{ at: 'properties.ipConfigurations.properties.publicIPAddress', there: true }],
        tells: 'public',
        says: 'public IP address',
      },
      {
        when: [{ at: 'properties.ipConfigurations', there: true }],
        tells: 'private',
        says: 'no public IP address',
      },
    ],
    guards: ['properties.networkSecurityGroup', 'properties.ipConfigurations.properties.subnet'],
  },
  'Microsoft.Network/publicIPAddresses': { kind: 'resource' },
  'Microsoft.Network/loadBalancers': { kind: 'load-balancer', facing: FRONTEND },
  'Microsoft.Network/applicationGateways': {
    kind: 'load-balancer',
    facing: FRONTEND,
    links: [{ kind: 'exposes', to: ['properties.backendAddressPools'] }],
  },
  'Microsoft.Network/bastionHosts': gateway('internet', 'Bastion has a public address'),
  'Microsoft.Network/privateEndpoints': {
    ...gateway('internal', 'private endpoint'),
    links: [
      { kind: 'exposes', to: ['properties.privateLinkServiceConnections.properties.privateLinkServiceId'] },
    ],
  },
  'Microsoft.Network/virtualNetworkGateways': gateway('partner', 'VPN'),
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': gateway('partner', 'peering'),
  'Microsoft.Network/frontDoors': gateway('internet', 'Front Door serves the internet'),
  'Microsoft.Network/trafficManagerProfiles': gateway('internet', 'Traffic Manager serves the internet'),
  'Microsoft.Network/azureFirewalls': { kind: 'network-policy' },
  'Microsoft.Cdn/profiles/endpoints': gateway('internet', 'a CDN serves the internet'),
  'Microsoft.Cdn/profiles/afdEndpoints': gateway('internet', 'Front Door serves the internet'),
  'Microsoft.ApiManagement/service': {
    kind: 'gateway',
    exposure: [
      { when: [{ at: 'properties.virtualNetworkType', is: 'Internal' }], tells: 'internal' },
      {
        when: [{ at: 'properties.virtualNetworkType', there: false }],
        tells: 'internet',
        says: 'public by default',
      },
      { when: [{ at: 'properties.virtualNetworkType', is: ['External', 'None'] }], tells: 'internet' },
    ],
  },
  'Microsoft.Storage/storageAccounts': {
    kind: 'data-store',
    show: {
      public: ['properties.allowBlobPublicAccess'],
      tls: ['properties.minimumTlsVersion'],
      region: ['location'],
    },
    exposure: [
      CLOSED,
      LISTED,
      { when: [{ at: 'properties.allowBlobPublicAccess', is: true }], tells: 'internet' },
    ],
  },
  'Microsoft.Storage/storageAccounts/blobServices': child('resource'),
  'Microsoft.Storage/storageAccounts/blobServices/containers': child('data-store', {
    show: { access: ['properties.publicAccess'] },
    exposure: [
      { when: [{ at: 'properties.publicAccess', is: ['Blob', 'Container'] }], tells: 'internet' },
      { when: [{ at: 'properties.publicAccess', is: 'None' }], tells: 'internal' },
      {
        when: [{ at: 'properties.publicAccess', there: false }],
        tells: 'internal',
        says: 'private by default',
      },
    ],
  }),
  'Microsoft.Storage/storageAccounts/queueServices/queues': child('queue'),
  'Microsoft.Storage/storageAccounts/tableServices/tables': child('data-store'),
  'Microsoft.Sql/servers': SERVER,
  'Microsoft.Sql/servers/databases': child('data-store'),
  'Microsoft.Sql/servers/firewallRules': SERVER_RULE,
  'Microsoft.DBforPostgreSQL/servers': SERVER,
  'Microsoft.DBforPostgreSQL/servers/firewallRules': SERVER_RULE,
  'Microsoft.DBforPostgreSQL/flexibleServers': SERVER,
  'Microsoft.DBforPostgreSQL/flexibleServers/databases': child('data-store'),
  'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules': SERVER_RULE,
  'Microsoft.DBforMySQL/servers': SERVER,
  'Microsoft.DBforMySQL/servers/firewallRules': SERVER_RULE,
  'Microsoft.DBforMySQL/flexibleServers': SERVER,
  'Microsoft.DBforMySQL/flexibleServers/firewallRules': SERVER_RULE,
  'Microsoft.DBforMariaDB/servers': SERVER,
  'Microsoft.DBforMariaDB/servers/firewallRules': SERVER_RULE,
  'Microsoft.DocumentDB/databaseAccounts': {
    kind: 'data-store',
    show: { engine: ['kind'], public: ['properties.publicNetworkAccess'] },
    exposure: [
      CLOSED,
      { when: [{ at: 'properties.ipRules', there: true }], tells: 'partner', says: 'only listed addresses' },
      { when: [{ at: 'properties.isVirtualNetworkFilterEnabled', is: true }], tells: 'internal' },
      OPEN_BY_DEFAULT,
      OPEN,
    ],
  },
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases': child('data-store'),
  'Microsoft.DocumentDB/databaseAccounts/mongodbDatabases': child('data-store'),
  'Microsoft.Cache/redis': {
    kind: 'data-store',
    show: { tls: ['properties.minimumTlsVersion'] },
    exposure: [
      CLOSED,
      { when: [{ at: 'properties.subnetId', there: true }], tells: 'internal', says: 'in its own subnet' },
      OPEN_BY_DEFAULT,
      OPEN,
    ],
  },
  'Microsoft.ServiceBus/namespaces': { kind: 'queue', exposure: [CLOSED] },
  'Microsoft.ServiceBus/namespaces/queues': child('queue'),
  'Microsoft.ServiceBus/namespaces/topics': child('queue'),
  'Microsoft.EventHub/namespaces': { kind: 'queue', exposure: [CLOSED] },
  'Microsoft.EventHub/namespaces/eventhubs': child('queue'),
  'Microsoft.EventGrid/topics': { kind: 'queue', exposure: [CLOSED] },
  'Microsoft.Search/searchServices': { kind: 'data-store', exposure: [CLOSED] },
  'Microsoft.KeyVault/vaults': { kind: 'secret', exposure: [CLOSED, LISTED] },
  'Microsoft.KeyVault/vaults/secrets': child('secret'),
  'Microsoft.KeyVault/vaults/keys': child('secret'),
  'Microsoft.KeyVault/vaults/accessPolicies': child('permission'),
  'Microsoft.ContainerRegistry/registries': {
    kind: 'image',
    show: { public: ['properties.publicNetworkAccess'], admin: ['properties.adminUserEnabled'] },
    exposure: [{ when: [{ at: 'properties.anonymousPullEnabled', is: true }], tells: 'internet' }, CLOSED],
  },
  'Microsoft.ManagedIdentity/userAssignedIdentities': { kind: 'identity' },
  'Microsoft.Authorization/roleAssignments': {
    kind: 'permission',
    show: { role: ['properties.roleDefinitionId'] },
    links: [{ kind: 'permits', from: ['properties.principalId'], to: ['scope'] }],
  },
  'Microsoft.Authorization/roleDefinitions': {
    kind: 'permission',
    show: { actions: ['properties.permissions.actions'] },
  },
  'Microsoft.Logic/workflows': { kind: 'function' },
}
