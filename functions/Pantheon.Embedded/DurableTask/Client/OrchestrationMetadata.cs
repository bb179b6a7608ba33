using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.DurableTask.Client;

/// <summary>What is known of an orchestration instance.</summary>
public sealed class OrchestrationMetadata
{
    /// <summary>The instance of an orchestrator.</summary>
    public OrchestrationMetadata(string name, string instanceId) => (Name, InstanceId) = (name, instanceId);

    /// <summary>The orchestrator's name.</summary>
    public string Name { get; }

    /// <summary>The instance's id.</summary>
    public string InstanceId { get; }

    /// <summary>Where it stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was scheduled.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last took a step.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input's JSON; null where none was asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output's JSON; null where none was asked for.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status' JSON; null where none was asked for.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>What a failed instance failed with.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Whether it has begun and not ended.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether it has ended, in whatever way.</summary>
    public bool IsCompleted => RuntimeStatus.IsTerminal();

    internal bool FetchedPayloads { get; init; }

    /// <summary>The input.</summary>
    /// <exception cref="InvalidOperationException">The metadata was read without inputs and outputs.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <summary>The output.</summary>
    /// <exception cref="InvalidOperationException">The metadata was read without inputs and outputs.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <summary>The custom status.</summary>
    /// <exception cref="InvalidOperationException">The metadata was read without inputs and outputs.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    /// <inheritdoc/>
    public override string ToString() => $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}]";

    private T? Read<T>(string? json) => FetchedPayloads
        ? Payload.Read<T>(json)
        : throw new InvalidOperationException($"The data of {this} was not fetched: ask for it with getInputsAndOutputs.");
}
