namespace Pantheon.Testing;

/// <summary>Where a program of the machine is.</summary>
public static class Programs
{
    /// <summary>A server's program is often outside a user's PATH.</summary>
    private static readonly string[] Directories =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), "/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin", "/bin"];

    /// <summary>The path of <paramref name="name"/>, or null where there is none.</summary>
    public static string? Find(string name) => Directories.Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    /// <summary>The path of <paramref name="name"/>.</summary>
    /// <exception cref="FileNotFoundException">The machine has no such program.</exception>
    public static string Get(string name) =>
        Find(name) ?? throw new FileNotFoundException($"The program '{name}' isn't on this machine; `tests/run` installs what the tests need.", name);
}
