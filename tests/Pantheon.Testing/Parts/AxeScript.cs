namespace Pantheon.Testing;

/// <summary>axe-core, which finds what keeps people with disabilities from using a page.</summary>
public static class AxeScript
{
    /// <summary>Where `tests/run` installs it.</summary>
    public static string Path { get; } = System.IO.Path.Combine(RepositoryDirectory.Parts, "npm/node_modules/axe-core/axe.min.js");
}
