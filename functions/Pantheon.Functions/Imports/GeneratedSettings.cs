using System.Text;
using Pantheon.Archives;
using Pantheon.Archives.Inspection;
using Pantheon.Archives.Php;
using Pantheon.Archives.Reading;

namespace Pantheon.Functions.Imports;

/// <summary>The settings file that takes the place of the old site's: it reads the database from the environment and keeps what the site needs.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="Content">Its PHP; holds no secret.</param>
/// <param name="Kept">The old file's other settings, as PHP, for the operator; never committed. Null where there was no old file.</param>
public sealed record GeneratedSettings(string Path, string Content, string? Kept)
{
    /// <summary>The settings of a site.</summary>
    /// <param name="inspection">What is known of the archive.</param>
    /// <param name="original">The old settings file's text; null where the archive has none.</param>
    public static GeneratedSettings For(ArchiveInspection inspection, string? original)
    {
        var old = PhpSettings.Parse(original ?? string.Empty);
        var kept = original is null ? null : Keep(old, inspection.Framework == Framework.WordPress ? WordPressConfig.IsReplaced : DrupalSettings.IsReplaced);
        return inspection.Framework switch
        {
            Framework.WordPress => new("wp-config.php", WordPressConfig.Write(inspection.TablePrefix ?? "wp_"), kept),
            Framework.Drupal7 => new("sites/default/settings.php", DrupalSettings.WriteDrupal7(old), kept),
            _ => new(EntryPath.Combine(inspection.DocumentRoot, "sites/default/settings.php"), DrupalSettings.WriteDrupal8(old), kept),
        };
    }

    private static string Keep(PhpSettings old, Func<string, bool> isReplaced)
    {
        var text = new StringBuilder("<?php\n// What the old site's settings held besides its database. Not in the repository: look through it and take what the site needs.\n");
        foreach (var statement in old.Statements.Where(statement => !isReplaced(statement)))
            text.Append(statement).Append('\n');
        return text.ToString();
    }
}
