using System.Globalization;
using System.Text;

namespace Pantheon.Archives.Reading;

/// <summary>Turns names in archives into paths that can't lead anywhere else.</summary>
public static class EntryPath
{
    /// <summary>The path of an entry's name: relative, slashes, no dot segments. Empty for the archive's root.</summary>
    /// <exception cref="ArchiveException">archive.unsafePath: absolute, climbing, a drive, a backslash, a control character, too long or deep.</exception>
    public static string Normalise(string name, ArchiveLimits limits)
    {
        if (name.Length > limits.MaxPathLength)
            throw Unsafe(name[..Math.Min(80, limits.MaxPathLength)] + "…", $"is longer than {limits.MaxPathLength} characters");
        if (name.StartsWith('/'))
            throw Unsafe(name, "is an absolute path");
        if (name.Contains('\\', StringComparison.Ordinal))
            throw Unsafe(name, "contains a backslash");
        if (name.Any(char.IsControl))
            throw Unsafe(name, "contains a control character");
        if (name is [>= 'a' and <= 'z' or >= 'A' and <= 'Z', ':', ..])
            throw Unsafe(name, "begins with a drive letter");
        var segments = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".").ToList();
        if (segments.Contains(".."))
            throw Unsafe(name, "climbs out of its directory");
        if (segments.Count > limits.MaxDepth)
            throw Unsafe(name, $"is deeper than {limits.MaxDepth} directories");
        return string.Join('/', segments);
    }

    /// <summary>
    /// Where a symbolic link at <paramref name="path"/> leads, as a path within the archive; null where it leads out, or may: what stands
    /// before dots in its target could itself be a link.
    /// </summary>
    public static string? Resolve(string path, string target)
    {
        if (target.StartsWith('/') || target.Contains('\\', StringComparison.Ordinal) || target.Any(char.IsControl))
            return null;
        var segments = new List<string>(path.Split('/')[..^1]);
        var named = false;
        foreach (var segment in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".")
                continue;
            named |= segment != "..";
            if (segment != "..")
                segments.Add(segment);
            else if (segments.Count == 0 || named)
                return null;
            else
                segments.RemoveAt(segments.Count - 1);
        }

        return string.Join('/', segments);
    }

    /// <summary>Whether a path is the directory or lies in it. The empty directory holds everything.</summary>
    public static bool IsWithin(string path, string directory) =>
        directory.Length == 0 || path == directory
        || (path.Length > directory.Length && path[directory.Length] == '/' && path.StartsWith(directory, StringComparison.Ordinal));

    /// <summary>A path below a directory, as seen from it.</summary>
    public static string RelativeTo(string path, string directory) => directory.Length == 0 ? path : path[(directory.Length + 1)..];

    /// <summary>A directory and a name below it.</summary>
    public static string Combine(string directory, string name) => directory.Length == 0 ? name : $"{directory}/{name}";

    /// <summary>The directory of a path; empty at the top.</summary>
    public static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : string.Empty;

    /// <summary>The last segment of a path.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    internal static ArchiveException Unsafe(string name, string why) =>
        new(FindingCode.UnsafePath, $"The entry '{Escape(name)}' {why}. Leave it out and make the archive again.");

    /// <summary>A text from an archive as it may stand in a message: control characters are told by their numbers.</summary>
    internal static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
            _ = char.IsControl(c) ? text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : text.Append(c);
        return text.ToString();
    }
}
