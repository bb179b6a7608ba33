// Everything that the service needs on Azure, for `azd up`: a resource group, and a module a resource in it.
// No key, password or connection string is made, taken or given back: the app opens everything by its identity.
targetScope = 'subscription'

@description('The azd environment: part of every name.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('The region. It must have the Flex Consumption plan.')
param location string

@description('Who runs azd, and may then put secrets into the vault. Empty: nobody but the app.')
param principalId string = ''

@description('Client id of the Microsoft Entra app registration that callers sign in to. Required: on Azure nothing else lets anybody in.')
@minLength(36)
@maxLength(36)
param authClientId string

@description('The issuer of its tokens. The default takes the accounts of the tenant that is deployed to.')
param authIssuer string = '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'

@description('Where sites are moved to. Local keeps them on an instance that Azure may take away at any time: for a try only.')
@allowed(['Pantheon', 'Local'])
param platformKind string = 'Pantheon'

@description('Names of the secrets in the vault that callbacks are signed with, separated by commas: two while one is rotated. Empty: no callback is taken.')
param webhookSecretNames string = ''

@description('Fingerprints (SHA256:...) of the keys that Pantheon\'s code servers show, separated by commas. With them, and the secret pantheon-ssh-key in the vault, archives above the platform\'s limit are moved in parts.')
param codeServerHostKeys string = ''

@description('Who is told of failed and stalled migrations. Empty: the alerts are only seen in the portal.')
param alertEmail string = ''

@description('Closes the storage account to the internet and reaches it by private endpoints.')
param useVirtualNetwork bool = false

@description('Instances at most.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that always wait for HTTP requests. 0: the first request after a pause waits for a start.')
@minValue(0)
param alwaysReadyHttp int = 0

@description('Instances that always wait for orchestrations and activities.')
@minValue(0)
param alwaysReadyDurable int = 0

@description('How often and where the storage account keeps its data. Standard_ZRS outlives a data centre, where the region has it.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('Where Communication Services keeps emails at rest: a geography, such as Europe, not a region. Empty: United States.')
param emailDataLocation string = ''

@description('Resource id of a verified email domain of your own, to send from in place of the one that Azure gives.')
param emailDomainId string = ''

@description('The sender in that domain.')
param emailFrom string = ''

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: 'id-${token}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-${token}'
    insightsName: 'appi-${token}'
    location: location
    tags: tags
    identityPrincipalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    sku: storageSku
    isPublic: !useVirtualNetwork
    identityPrincipalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (useVirtualNetwork) {
  name: 'network'
  scope: group
  params: { name: 'vnet-${token}', location: location, tags: tags, storageName: storage.outputs.name }
}

module keyVault 'modules/keyvault.bicep' = {
  name: 'keyvault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    identityPrincipalId: identity.outputs.principalId
    operatorPrincipalId: principalId
  }
}

module communication 'modules/communication.bicep' = {
  name: 'communication'
  scope: group
  params: {
    name: 'acs-${token}'
    emailName: 'email-${token}'
    tags: tags
    dataLocation: empty(emailDataLocation) ? 'United States' : emailDataLocation
    ownDomainId: emailDomainId
    ownFrom: emailFrom
    identityPrincipalId: identity.outputs.principalId
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: 'func-${token}'
    planName: 'plan-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    deploymentContainer: storage.outputs.deploymentContainer
    keyVaultName: keyVault.outputs.name
    insightsName: monitoring.outputs.insightsName
    emailEndpoint: communication.outputs.endpoint
    emailFrom: communication.outputs.from
    platformKind: platformKind
    webhookSecretNames: empty(webhookSecretNames) ? [] : split(webhookSecretNames, ',')
    codeServerHostKeys: empty(codeServerHostKeys) ? [] : split(codeServerHostKeys, ',')
    authClientId: authClientId
    authIssuer: authIssuer
    subnetId: network.?outputs.?appSubnetId ?? ''
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttp: alwaysReadyHttp
    alwaysReadyDurable: alwaysReadyDurable
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    prefix: 'alert-${token}'
    actionGroupName: 'ag-${token}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_FUNCTION_URI string = app.outputs.uri
output AZURE_SIGN_IN_REDIRECT_URI string = '${app.outputs.uri}/.auth/login/aad/callback'
output AZURE_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output AZURE_KEY_VAULT_NAME string = keyVault.outputs.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output AZURE_EMAIL_FROM string = communication.outputs.from
