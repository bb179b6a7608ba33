using System.Text.Json;

namespace Pantheon.Functions.Tests.Architecture;

/// <summary>The real host ignores a key that it does not know, or that stands at the wrong place, without a word.</summary>
public sealed class HostJsonTests
{
    /// <summary>Source: the Functions host's reference of host.json (version 2.0) and of its Durable Functions and HTTP sections.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "version", "functionTimeout", "telemetryMode", "watchDirectories", "watchFiles",
        "logging.fileLoggingMode", "logging.logLevel.*", "logging.console.isEnabled",
        "logging.applicationInsights.samplingSettings.*", "logging.applicationInsights.enableLiveMetrics",
        "healthMonitor.enabled", "healthMonitor.healthCheckInterval", "healthMonitor.healthCheckWindow", "healthMonitor.healthCheckThreshold",
        "singleton.lockPeriod", "singleton.listenerLockPeriod", "singleton.lockAcquisitionTimeout", "singleton.lockAcquisitionPollingInterval",
        "concurrency.dynamicConcurrencyEnabled", "concurrency.snapshotPersistenceEnabled",
        "extensionBundle.id", "extensionBundle.version",
        "extensions.http.routePrefix", "extensions.http.maxOutstandingRequests", "extensions.http.maxConcurrentRequests",
        "extensions.http.dynamicThrottlesEnabled", "extensions.http.hsts.isEnabled", "extensions.http.hsts.maxAge", "extensions.http.customHeaders.*",
        "extensions.durableTask.hubName", "extensions.durableTask.defaultVersion", "extensions.durableTask.versionMatchStrategy",
        "extensions.durableTask.maxConcurrentActivityFunctions", "extensions.durableTask.maxConcurrentOrchestratorFunctions",
        "extensions.durableTask.maxConcurrentEntityFunctions", "extensions.durableTask.maxOrchestrationActions",
        "extensions.durableTask.extendedSessionsEnabled", "extensions.durableTask.extendedSessionIdleTimeoutInSeconds",
        "extensions.durableTask.overridableExistingInstanceStates", "extensions.durableTask.storeInputsInOrchestrationHistory",
        "extensions.durableTask.useGracefulShutdown", "extensions.durableTask.httpSettings.defaultAsyncRequestSleepTimeMilliseconds",
        "extensions.durableTask.httpSettings.useForwardedHost",
        "extensions.durableTask.storageProvider.type", "extensions.durableTask.storageProvider.connectionName",
        "extensions.durableTask.storageProvider.connectionStringName", "extensions.durableTask.storageProvider.partitionCount",
        "extensions.durableTask.storageProvider.maxQueuePollingInterval", "extensions.durableTask.storageProvider.controlQueueBatchSize",
        "extensions.durableTask.storageProvider.controlQueueBufferThreshold", "extensions.durableTask.storageProvider.controlQueueVisibilityTimeout",
        "extensions.durableTask.storageProvider.workItemQueueVisibilityTimeout", "extensions.durableTask.storageProvider.fetchLargeMessagesAutomatically",
        "extensions.durableTask.storageProvider.trackingStoreConnectionStringName", "extensions.durableTask.storageProvider.trackingStoreNamePrefix",
        "extensions.durableTask.storageProvider.useLegacyPartitionManagement", "extensions.durableTask.storageProvider.useTablePartitionManagement",
        "extensions.durableTask.storageProvider.queueClientMessageEncoding",
        "extensions.durableTask.tracing.traceInputsAndOutputs", "extensions.durableTask.tracing.traceReplayEvents",
        "extensions.durableTask.tracing.distributedTracingEnabled", "extensions.durableTask.tracing.version",
        "extensions.durableTask.notifications.eventGrid.topicEndpoint", "extensions.durableTask.notifications.eventGrid.keySettingName",
    };

    [Fact]
    public void HostJson_EveryKey_IsKnownAtItsPlace()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryDirectory.Path, "host.json")));
        var unknown = Keys(file.RootElement, string.Empty).Where(key => !Known.Contains(key) && !Known.Contains(key[..(key.LastIndexOf('.') + 1)] + "*"));

        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("version", "2.0")]
    [InlineData("extensions.http.routePrefix", "")]
    [InlineData("extensions.durableTask.tracing.traceInputsAndOutputs", "False")]
    [InlineData("extensions.durableTask.defaultVersion", "1.0")]
    [InlineData("extensions.durableTask.versionMatchStrategy", "CurrentOrOlder")]
    public void HostJson_WhatTheAppReliesOn_IsSet(string key, string value)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryDirectory.Path, "host.json")));
        var found = key.Split('.').Aggregate(file.RootElement, (element, name) => element.GetProperty(name));

        Assert.Equal(value, found.ToString());
    }

    private static IEnumerable<string> Keys(JsonElement element, string prefix) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(property => Keys(property.Value, prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}"))
        : [prefix];
}
