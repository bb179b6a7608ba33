using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Inspection.Choices;

/// <summary>Finds the code of the one site that an archive may hold.</summary>
internal sealed class CodeChoice(ArchiveIndex index, Manifest? manifest, Findings findings)
{
    /// <summary>The code; null, with an error, where there is none or more than one.</summary>
    internal CodeRoot? Choose(Framework? expected)
    {
        var roots = CodeRoot.FindAll(index);
        var outer = roots.Where(root => !roots.Exists(other => other != root && EntryPath.IsWithin(root.Path, other.Path))).ToList();
        var nested = roots.Except(outer).ToList();
        var rivals = nested.Where(root => !FilesChoice.IsAmongFiles(root.Path, null)).ToList();
        if (outer.Count + rivals.Count > 1)
        {
            findings.Error(
                FindingCode.CodeMultipleRoots, "The archive must hold the code of one site. Leave out all but one of these directories.",
                [.. outer.Concat(rivals).Select(root => Show(root.Path))]);
            return null;
        }

        foreach (var root in nested.Except(rivals))
            findings.Warn(FindingCode.CodeNestedRoot, "It is imported as files and is not needed by the site. Delete it if it is an old backup.", root.Path);
        if (outer is not [var code])
        {
            findings.Error(
                FindingCode.CodeMissing,
                manifest?.Find("Global", "archiveformat") == "site"
                    ? "The archive was made with --no-core. Make it again without that option."
                    : "A WordPress root holds wp-admin, wp-includes and wp-content; a Drupal 7 root includes, misc, modules, profiles, scripts, "
                    + "sites and themes; a Drupal Composer root core, modules, profiles, sites and themes, also below web/ or docroot/.");
            return null;
        }

        if (expected is { } framework && code.Framework != framework)
            findings.Error(
                FindingCode.FrameworkMismatch,
                $"The archive holds {NameOf(code.Framework)} {code.Version}, the migration was created for {NameOf(framework)}. "
                + "Give the archive of the right site, or create a migration for this framework.",
                Show(code.Path));
        return code;
    }

    private static string Show(string directory) => directory.Length == 0 ? "(top of the archive)" : directory;

    private static string NameOf(Framework framework) => framework switch
    {
        Framework.WordPress => "WordPress",
        Framework.Drupal7 => "Drupal 7",
        _ => "Drupal (Composer)",
    };
}
