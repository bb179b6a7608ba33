// Emails: a domain that Azure owns, and the resource that sends from it, or from a domain of one's own that was verified before.
param name string
param emailName string
param tags object
param dataLocation string
param identityPrincipalId string

@description('Resource id of a verified domain; empty takes the one that Azure owns.')
param ownDomainId string

@description('The sender in that domain.')
param ownFrom string

// "Communication and Email Service Owner": there is no built-in role that may only send.
var communicationAndEmailServiceOwner = '09976791-48a7-449e-bb21-39d1a415f350'

resource email 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: emailName
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }
}

resource domain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: email
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: { domainManagement: 'AzureManaged', userEngagementTracking: 'Disabled' }
}

resource communication 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation, linkedDomains: [empty(ownDomainId) ? domain.id : ownDomainId] }
}

resource sender 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(communication.id, identityPrincipalId, communicationAndEmailServiceOwner)
  scope: communication
  properties: {
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      communicationAndEmailServiceOwner
    )
  }
}

output endpoint string = 'https://${communication.properties.hostName}'
output from string = empty(ownFrom) ? 'DoNotReply@${domain.properties.fromSenderDomain}' : ownFrom
