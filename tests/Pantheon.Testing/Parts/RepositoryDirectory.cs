namespace Pantheon.Testing;

/// <summary>The clone that the tests run from.</summary>
public static class RepositoryDirectory
{
    /// <summary>The directory of Pantheon.Functions.sln, above the test's own.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Where parts are kept between runs; git ignores it.</summary>
    public static string Parts { get; } = System.IO.Path.Combine(Path, "tests", ".parts");

    private static string Find(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Pantheon.Functions.sln")))
                return directory.FullName;
        }

        throw new DirectoryNotFoundException($"No Pantheon.Functions.sln above '{start}': tests run from a clone.");
    }
}
