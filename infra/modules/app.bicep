// The app: a Flex Consumption plan, the function app, its settings, and who may sign in.
param name string
param planName string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param deploymentContainer string
param keyVaultName string
param insightsName string
param emailEndpoint string
param emailFrom string
param platformKind string

@description('Names of secrets in the vault, not the secrets.')
param webhookSecretNames string[]

@description('Fingerprints of the code servers\' keys. Empty: archives above the platform\'s limit are refused, and no SSH key is looked for.')
param codeServerHostKeys string[]
param authClientId string
param authIssuer string

@description('The subnet that instances stand in; empty for none.')
param subnetId string
param maximumInstanceCount int
param alwaysReadyHttp int
param alwaysReadyDurable int

var secretReference = '@Microsoft.KeyVault(VaultName=${keyVaultName};SecretName={0})'
var alwaysReady = [
  { name: 'http', instanceCount: alwaysReadyHttp }
  { name: 'durable', instanceCount: alwaysReadyDurable }
]

// A reference to a secret that is not there reaches the app as its own text, which anybody could sign with: only what was named is set.
var webhookSettings = toObject(
  range(0, length(webhookSecretNames)),
  i => 'BlogVault__WebhookSecrets__${i}',
  i => format(secretReference, trim(webhookSecretNames[i]))
)
var platformSettings = platformKind == 'Pantheon'
  ? union(
      { Platform__Pantheon__MachineToken: format(secretReference, 'pantheon-machine-token') },
      empty(codeServerHostKeys) ? {} : { Platform__Pantheon__SshKey: format(secretReference, 'pantheon-ssh-key') },
      toObject(range(0, length(codeServerHostKeys)), i => 'Platform__Pantheon__SshHostKeys__${i}', i => trim(codeServerHostKeys[i]))
    )
  : {}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: keyVaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled', http20Enabled: true }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${deploymentContainer}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: filter(alwaysReady, group => group.instanceCount > 0)
      }
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  // A resource of its own, since it tells the app the name that Azure gave it.
  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      {
        AzureWebJobsStorage__accountName: storage.name
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__clientId: identityClientId
        // Which identity the app's own clients take.
        AZURE_CLIENT_ID: identityClientId
        APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
        // The dashboard is served at the root.
        AzureWebJobsDisableHomepage: 'true'
        // Signs the app in to Microsoft Entra by its identity, in place of a client secret.
        OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
        // For what may be lost with the instance.
        DataDirectory: '/tmp/pantheon'
        PublicUrl: 'https://${app.properties.defaultHostName}'
        Auth__Mode: 'EasyAuth'
        Archives__Store: 'AzureBlobs'
        Archives__BlobServiceUri: storage.properties.primaryEndpoints.blob
        Records__Store: 'AzureTables'
        Records__TableServiceUri: storage.properties.primaryEndpoints.table
        Secrets__Store: 'Azure'
        Secrets__BlobServiceUri: storage.properties.primaryEndpoints.blob
        Secrets__KeyVaultUri: vault.properties.vaultUri
        Email__Sender: 'AzureCommunication'
        Email__CommunicationEndpoint: emailEndpoint
        Email__From: emailFrom
        Platform__Kind: platformKind
      },
      platformSettings,
      webhookSettings
    )
  }

  // Anonymous calls pass, and the app turns away all but those of its public pages: it answers with what its API promises, not with a
  // redirect. App Service checks the tokens, and sets or strips the header that the app believes.
  // The callback's bearer is a token of the service's own, which App Service would refuse; nothing there reads who signed in.
  resource auth 'config' = {
    name: 'authsettingsV2'
    dependsOn: [settings]
    properties: {
      platform: { enabled: true, runtimeVersion: '~1' }
      globalValidation: {
        requireAuthentication: false
        unauthenticatedClientAction: 'AllowAnonymous'
        excludedPaths: ['/api/webhooks/blogvault']
      }
      httpSettings: { requireHttps: true }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: authClientId
            openIdIssuer: authIssuer
            clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
          }
          login: { loginParameters: ['scope=openid profile email'] }
          validation: { allowedAudiences: [authClientId, 'api://${authClientId}'] }
        }
      }
      login: { tokenStore: { enabled: false } }
    }
  }
}

output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
