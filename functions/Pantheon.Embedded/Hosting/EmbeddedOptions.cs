using System.Reflection;

namespace Pantheon.Embedded.Hosting;

/// <summary>Settings of the embedded host. Bound to the configuration's root; limits come from host.json.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>Where the SQLite file, the lock and an optional appsettings.json are. Key <c>DataDirectory</c>.</summary>
    public string DataDirectory { get; set; } = ".pantheon";

    /// <summary>How long running activities may go on once the service is told to stop. Key <c>StopGrace</c>.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Assemblies with functions. Empty means the entry assembly.</summary>
    public IList<Assembly> FunctionAssemblies { get; } = [];
}
