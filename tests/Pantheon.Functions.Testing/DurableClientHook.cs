using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pantheon.Functions.Testing;

/// <summary>The engine's client with something that happens before it starts or wakes an orchestration.</summary>
internal sealed class DurableClientHook
{
    internal Func<string, Task> Starting { get; set; } = _ => Task.CompletedTask;

    internal Func<string, Task> Raising { get; set; } = _ => Task.CompletedTask;

    internal void AddTo(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(DurableTaskClient)).ImplementationType!;
        services.Replace(ServiceDescriptor.Singleton<DurableTaskClient>(
            provider => new Hooked((DurableTaskClient)ActivatorUtilities.CreateInstance(provider, inner), this)));
    }

    private sealed class Hooked(DurableTaskClient inner, DurableClientHook hook) : DurableTaskClient(inner.Name)
    {
        public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
        {
            await hook.Starting(options?.InstanceId ?? string.Empty);
            return await inner.ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, options, cancellation);
        }

        public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
        {
            await hook.Raising(instanceId);
            await inner.RaiseEventAsync(instanceId, eventName, eventPayload, cancellation);
        }

        public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
            inner.TerminateInstanceAsync(instanceId, options, cancellation);

        public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            inner.WaitForInstanceStartAsync(instanceId, getInputsAndOutputs, cancellation);

        public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            inner.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs, cancellation);

        public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
            inner.SuspendInstanceAsync(instanceId, reason, cancellation);

        public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
            inner.ResumeInstanceAsync(instanceId, reason, cancellation);

        public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            inner.GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);

        public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) => inner.GetAllInstancesAsync(filter);

        public override ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
