namespace Pantheon.Functions.Tests;

/// <summary>Tests that change the environment of this process: alone, and only as long as they run.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    internal const string Name = "process environment";

    /// <summary>Sets a variable until it is disposed.</summary>
    internal static IDisposable Set(string variable, string? value)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value);
        return new Restored(variable, before);
    }

    private sealed class Restored(string variable, string? before) : IDisposable
    {
        public void Dispose() => Environment.SetEnvironmentVariable(variable, before);
    }
}
