namespace Pantheon.Testing;

/// <summary>The scripts embedded in this library.</summary>
internal static class Resource
{
    internal static string Read(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"No embedded script '{name}'.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
