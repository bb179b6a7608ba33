using System.Text.Json;
using Pantheon.Archives;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>A site of the local platform: a folder with a bare repository, files, and a database or its dump.</summary>
/// <param name="Id">The site's id.</param>
/// <param name="Name">Its name, and the folder's.</param>
/// <param name="Framework">What it is made with.</param>
/// <param name="MigrationId">The migration that created it.</param>
/// <param name="CreatedAt">When.</param>
public sealed record LocalSite(string Id, string Name, Framework Framework, string MigrationId, DateTimeOffset CreatedAt)
{
    /// <summary>The folder of a site. Names are compared without case, as hosts are.</summary>
    internal static string DirectoryOf(AppOptions app, string name) => app.PathOf("sites", name.ToLowerInvariant());

    internal string Directory(AppOptions app) => DirectoryOf(app, Name);

    internal string Repository(AppOptions app) => Path.Combine(Directory(app), "code.git");

    internal string Files(AppOptions app) => Path.Combine(Directory(app), "files");

    internal string Dump(AppOptions app) => Path.Combine(Directory(app), "database.sql.gz");

    /// <summary>What was taken out of the code because it holds passwords. Readable by its owner only.</summary>
    internal string Private(AppOptions app) => Path.Combine(Directory(app), "private");

    /// <summary>The site's database on the server: at most 64 characters, unlike any other site's.</summary>
    internal string DatabaseName => $"pantheon_{Name.ToLowerInvariant().Replace('-', '_')}";

    internal static LocalSite? Find(AppOptions app, string name)
    {
        var path = Path.Combine(DirectoryOf(app, name), "site.json");
        return File.Exists(path) ? JsonSerializer.Deserialize<LocalSite>(File.ReadAllText(path), ApiJson.Options) : null;
    }

    internal void Save(AppOptions app) =>
        PrivateFile.Write(Path.Combine(Directory(app), "site.json"), JsonSerializer.Serialize(this, ApiJson.Options));
}
