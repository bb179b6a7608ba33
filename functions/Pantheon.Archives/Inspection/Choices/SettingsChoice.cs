using Pantheon.Archives.Php;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Inspection.Choices;

/// <summary>Finds the settings of the one site that the code may serve.</summary>
internal sealed class SettingsChoice(ArchiveIndex index, Manifest? manifest, Findings findings)
{
    /// <summary>The path of wp-config.php or settings.php; null where there is none, or more than one site.</summary>
    internal string? Choose(CodeRoot code)
    {
        if (code.Framework == Framework.WordPress)
            return ChooseForWordPress(code);

        var sites = EntryPath.Combine(code.Served, "sites");
        var found = index.Texts.Keys
            .Where(path => EntryPath.Name(path) == "settings.php" && EntryPath.IsWithin(path, code.Path))
            .Where(path => EntryPath.Parent(EntryPath.Parent(path)) == sites || EntryPath.Parent(path) == code.Served || EntryPath.Parent(path) == sites)
            .Order(StringComparer.Ordinal)
            .ToList();
        var siteDirectories = found.Where(path => EntryPath.Parent(EntryPath.Parent(path)) == sites && EntryPath.Parent(path) != EntryPath.Combine(sites, "all"))
            .Select(EntryPath.Parent).ToList();
        var manifestSites = manifest?.Layout == "drush" ? manifest.Sites : [];
        if (siteDirectories.Count > 1 || manifestSites.Count > 1)
        {
            var names = siteDirectories.Count > 1 ? siteDirectories : [.. manifestSites.Select(site => EntryPath.Combine(sites, site))];
            findings.Error(
                FindingCode.MultipleSites,
                "A Drupal multisite is migrated one site at a time: make an archive of one of them, with `drush @site ard`.",
                [.. names]);
            return null;
        }

        if (found.Count > 1)
            findings.Error(FindingCode.SettingsMultiple, "Leave out all but one; none is needed, since the platform brings its own.", [.. found]);
        if (siteDirectories is [var only] && EntryPath.Name(only) != "default")
            findings.Warn(
                FindingCode.SiteDirectory,
                "The platform serves sites/default. Modules and themes in this directory have to be moved to sites/all or to the top.", only);
        return found.FirstOrDefault();
    }

    private string? ChooseForWordPress(CodeRoot root)
    {
        // WordPress also looks one directory above its root.
        string[] places = [EntryPath.Combine(root.Path, "wp-config.php"), EntryPath.Combine(EntryPath.Parent(root.Path), "wp-config.php")];
        var path = Array.Find(places, index.Texts.ContainsKey);
        if (path is not null && PhpSettings.Parse(index.Texts[path]) is var config
            && (IsTrue(config.Constant("MULTISITE")) || (IsTrue(config.Constant("WP_ALLOW_MULTISITE")) && config.Constant("SUBDOMAIN_INSTALL") is not null)))
            findings.Error(
                FindingCode.Multisite,
                "wp-config.php defines MULTISITE. Ask the support how a network is migrated, or export one of its sites as a site of its own.", path);
        return path;
    }

    private static bool IsTrue(string? constant) => constant is not null && (constant.Equals("true", StringComparison.OrdinalIgnoreCase) || constant == "1");
}
