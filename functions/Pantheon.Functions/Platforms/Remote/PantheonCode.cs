using System.Text;
using LibGit2Sharp;
using Pantheon.Functions.Imports;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>Puts an archive's code on a site's branch as one commit. Run twice on top of the same commit, it is the same one.</summary>
public sealed class PantheonCode(CodeTree code, CodeServer server)
{
    private const string Kept = "parent:";

    /// <summary>Whether a handle is of this work.</summary>
    internal static bool IsUnderWay(string? handle) => handle?.StartsWith(Kept, StringComparison.Ordinal) == true;

    internal async Task PushAsync(SiteImport import, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("pantheon-code-");
        try
        {
            using var repository = new Repository(Repository.Init(directory.FullName, isBare: true));
            // What holds passwords stays out of the code, and there is no place on the platform for it.
            var tree = await code.BuildAsync(repository, import, (_, _) => { }, cancellationToken);
            await server.PushAsync(import.Migration.Site!.Id, async before => await MakeAsync(repository, tree, import, before), cancellationToken);
        }
        finally
        {
            Delete(directory);
        }
    }

    private static async Task<(string Id, string Pack)> MakeAsync(Repository repository, Tree tree, SiteImport import, string? before)
    {
        // The process may have ended after the push: then the branch's commit is the one that was made on top of the one kept.
        if (IsUnderWay(import.Work.Handle) && Commit(repository, tree, import, import.Work.Handle![Kept.Length..]).Sha == before)
            return (before, string.Empty);
        await import.Work.KeepAsync($"{Kept}{before}");
        var commit = Commit(repository, tree, import, before);
        var packed = Directory.CreateDirectory(Path.Combine(repository.Info.Path, "push")).FullName;
        repository.ObjectDatabase.Pack(new PackBuilderOptions(packed), builder => builder.AddRecursively(commit));
        return (commit.Sha, Directory.GetFiles(packed, "*.pack").Single());
    }

    // Written as it is: its parent is at the other side only.
    private static Commit Commit(Repository repository, Tree tree, SiteImport import, string? parent)
    {
        var author = CodeTree.Author(import.Migration.CreatedAt);
        var who = $"{author.Name} <{author.Email}> {author.When.ToUnixTimeSeconds()} +0000";
        var text = $"tree {tree.Sha}\n{(string.IsNullOrEmpty(parent) ? string.Empty : $"parent {parent}\n")}author {who}\ncommitter {who}\n\nImport {import.Migration.SourceUrl}\n";
        return repository.Lookup<Commit>(repository.ObjectDatabase.Write<Commit>(Encoding.UTF8.GetBytes(text)));
    }

    // Git's objects are read-only.
    private static void Delete(DirectoryInfo directory)
    {
        foreach (var file in directory.EnumerateFiles("*", SearchOption.AllDirectories))
            file.Attributes = FileAttributes.Normal;
        directory.Delete(recursive: true);
    }
}
