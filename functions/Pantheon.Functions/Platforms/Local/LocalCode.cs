using LibGit2Sharp;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Imports;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>Puts an archive's code into a bare repository as one commit. The same archive gives the same commit.</summary>
public sealed class LocalCode(IOptions<AppOptions> app, CodeTree code)
{
    internal const string Branch = "refs/heads/main";

    internal async Task ImportAsync(LocalSite site, SiteImport import, CancellationToken cancellationToken)
    {
        using var repository = new Repository(Repository.Init(site.Repository(app.Value), isBare: true));
        var tree = await code.BuildAsync(repository, import, (name, text) => PrivateFile.Write(Path.Combine(site.Private(app.Value), name), text), cancellationToken);
        var author = CodeTree.Author(site.CreatedAt);
        var commit = repository.ObjectDatabase.CreateCommit(author, author, $"Import {import.Migration.SourceUrl}", tree, [], prettifyMessage: true);
        repository.Refs.Add(Branch, commit.Id, allowOverwrite: true);
        repository.Refs.Add("HEAD", Branch, allowOverwrite: true);
    }
}
