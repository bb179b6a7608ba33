namespace Pantheon.Embedded.Engine;

/// <summary>What a commit sets going once it is on the disk: whom to wake, what to run.</summary>
internal sealed class Effects
{
    internal HashSet<string> Woken { get; } = [];

    internal List<(string InstanceId, long At)> Delayed { get; } = [];

    internal List<long> Tasks { get; } = [];

    internal HashSet<string> Changed { get; } = [];
}
