// Archives, records, the durable task hub, data protection keys and the deployed package: one account, opened by the app's identity only.
param name string
param location string
param tags object
param sku string

@description('Whether the account can be reached from the internet. Without a virtual network it must be, for those who have a role.')
param isPublic bool
param identityPrincipalId string

var archives = 'archives'
var deployments = 'deployments'

// Owner, not contributor: the Functions host asks for it, and archives carry tags, which a contributor may not write.
var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    supportsHttpsTrafficOnly: true
    networkAcls: { defaultAction: isPublic ? 'Allow' : 'Deny', bypass: 'AzureServices' }
  }
}

// No soft delete: an archive holds the personal data of a site's visitors, and deleted means gone.
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: { deleteRetentionPolicy: { enabled: false } }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for container in [archives, 'keys', deployments]: {
    parent: blobs
    name: container
    properties: { publicAccess: 'None' }
  }
]

// The app deletes archives itself (Archives:KeepFor); this is for those that it lost sight of. No rule reaches blocks that were never
// committed: Azure deletes them a week after the last one was written.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'delete-old-archives'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${archives}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } }
          }
        }
      ]
    }
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(account.id, identityPrincipalId, role.value)
    scope: account
    properties: {
      principalId: identityPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

output name string = account.name
output deploymentContainer string = deployments
