namespace Pantheon.Embedded.Tests;

/// <summary>The public surface of the real packages, as AzureApi/*.txt lists it.</summary>
internal sealed class ApiList
{
    private readonly Dictionary<string, (string Kind, HashSet<string> Members)> types = new(StringComparer.Ordinal);

    internal static ApiList Read()
    {
        var list = new ApiList();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "AzureApi"), "*.txt"))
            list.Add(File.ReadAllLines(file));
        return list;
    }

    /// <summary>What differs between the list and a type rendered in its way; empty where all is listed.</summary>
    internal IEnumerable<string> Differences(string name, string kind, IEnumerable<string> members)
    {
        if (!types.TryGetValue(name, out var listed))
            return [$"{name} is not listed"];
        var differences = members
            .Where(member => !listed.Members.Contains(member) && !IsListedAsPublic(member))
            .Select(member => $"{name}: {member}");
        return kind == listed.Kind ? differences : differences.Prepend($"{name} is '{kind}', listed '{listed.Kind}'");

        // A constructor of an abstract class is called by derived ones only, be it public or protected.
        bool IsListedAsPublic(string member) => kind.StartsWith("abstract", StringComparison.Ordinal)
            && member.StartsWith("protected ctor(", StringComparison.Ordinal)
            && listed.Members.Contains(member["protected ".Length..]);
    }

    private void Add(IEnumerable<string> lines)
    {
        HashSet<string>? members = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
                members!.Add(line.Trim());
            else if (line.Length > 0 && line[0] != '#')
                members = AddType(line);
        }
    }

    // "sealed class Name<T> : Base, IOther    [Assembly]". Interfaces are left out of the kind: we have fewer.
    private HashSet<string> AddType(string line)
    {
        var declaration = line[..line.IndexOf("    [", StringComparison.Ordinal)].Split(" : ", 2);
        var space = declaration[0].LastIndexOf(' ');
        var name = declaration[0][(space + 1)..];
        var bases = declaration.Length == 2 ? declaration[1].Split(", ") : [];
        var kind = declaration[0][..space];
        if (bases is [var first, ..] && !ApiText.IsInterfaceName(first))
            kind += " : " + first;
        types[name] = (kind, []);
        return types[name].Members;
    }
}
