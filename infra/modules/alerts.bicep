// Three questions, asked of the metrics every 15 minutes. Their names are those of MigrationTelemetry.
param prefix string
param actionGroupName string
param location string
param tags object
param workspaceId string

@description('Who is told; empty for nobody.')
param email string

var rules = [
  {
    name: 'failed-migrations'
    severity: 2
    description: 'Migrations failed for good, or wait to be tried again. GET /api/migrations?phase=failed lists them.'
    query: 'AppMetrics | where Name == "pantheon.migration.finished" and tostring(Properties.outcome) == "failed" | summarize Value = sum(Sum)'
    threshold: 0
  }
  {
    name: 'stalled-migrations'
    severity: 3
    description: 'Migrations did not move and were begun again.'
    query: 'AppMetrics | where Name == "pantheon.migration.stalled" | summarize Value = sum(Sum)'
    threshold: 0
  }
  {
    name: 'old-inbox-items'
    severity: 2
    description: 'A callback has been waiting for more than 15 minutes: orchestrations do not run, or do not wake.'
    query: 'AppMetrics | where Name == "pantheon.inbox.age" | summarize Value = max(Max)'
    threshold: 900
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'pantheon'
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${prefix}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.name
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT15M'
      autoMitigate: true
      // A workspace that has not seen a metric yet does not know its table.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [actionGroup.id] }
    }
  }
]
