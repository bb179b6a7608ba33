using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pantheon.Testing;

/// <summary>A real WordPress, installed by its own installer and filled with content, as the archive that an owner would hand over.
/// Built once per machine (seconds), then taken from tests/.parts/.</summary>
public sealed record WordPressSite
{
    private static readonly Lazy<Task<WordPressSite>> SharedSite = new(LoadAsync);

    /// <summary>The site; the first caller on a machine waits until it is built. Its archives are for reading: copy what is to be changed.</summary>
    public static Task<WordPressSite> Shared => SharedSite.Value;

    /// <summary>A tar.gz by GNU tar: the folder <see cref="Docroot"/> and, beside it, <see cref="DumpName"/> by mariadb-dump.</summary>
    public required string ArchivePath { get; init; }

    /// <summary>The same as a zip by Info-ZIP.</summary>
    public required string ZipPath { get; init; }

    /// <summary>The dump alone.</summary>
    public required string DumpPath { get; init; }

    /// <summary>The name of the archive's folder with the code.</summary>
    public required string Docroot { get; init; }

    /// <summary>The name of the dump at the archive's root.</summary>
    public required string DumpName { get; init; }

    /// <summary>WordPress's version, such as 6.1.9.</summary>
    public required string Version { get; init; }

    /// <summary>The configuration in the archive: credentials of a host that the site leaves.</summary>
    [JsonIgnore]
    public WordPressConfig Config { get; } = WordPressBuilder.OldHost;

    [JsonIgnore]
    public string TablePrefix => Config.TablePrefix;

    public required int PostId { get; init; }

    /// <summary>Unique, not ASCII, without a character that WordPress prettifies.</summary>
    public required string PostTitle { get; init; }

    /// <summary>A piece of the post's text, with characters of two, three and four bytes.</summary>
    public required string PostText { get; init; }

    /// <summary>The option whose value is <see cref="OptionValue"/>.</summary>
    public required string OptionName { get; init; }

    /// <summary>Serialized by PHP: its lengths count bytes, not characters.</summary>
    public required string OptionValue { get; init; }

    /// <summary>What the site's plugin writes at the foot of each page while it is active.</summary>
    public required string PluginGreeting { get; init; }

    /// <summary>Rows by table, by SELECT COUNT(*) when the dump was taken.</summary>
    public required IReadOnlyDictionary<string, long> Tables { get; init; }

    /// <summary>Files below wp-content/uploads, in ordinal order.</summary>
    public required IReadOnlyList<SiteFile> Uploads { get; init; }

    /// <summary>Files in the archive, the dump included.</summary>
    public required int FileCount { get; init; }

    private static async Task<WordPressSite> LoadAsync()
    {
        Part.Require(Part.MariaDb, Part.Php, Part.WordPress, Part.Tar);
        var directory = await PartCache.GetAsync(WordPressBuilder.Key(), WordPressBuilder.BuildAsync);
        await using var facts = File.OpenRead(Path.Combine(directory, "site.json"));
        var site = await JsonSerializer.DeserializeAsync<WordPressSite>(facts);
        return site! with
        {
            ArchivePath = Path.Combine(directory, site.ArchivePath),
            ZipPath = Path.Combine(directory, site.ZipPath),
            DumpPath = Path.Combine(directory, site.DumpPath),
        };
    }
}
