using System.Text;

namespace Pantheon.Archives.Tests.Building;

/// <summary>The files of a site archive, by path, to be packed in any format.</summary>
internal sealed class SiteTree
{
    private readonly List<(string Path, byte[] Content)> files = [];

    internal SiteTree Add(string path, string content = "x") => Add(path, Encoding.UTF8.GetBytes(content));

    internal SiteTree Add(string path, byte[] content)
    {
        files.Add((path, content));
        return this;
    }

    internal SiteTree Dump(string path) => Add(path, Building.Dump.Small);

    internal SiteTree WordPress(string root, string? config = PhpFiles.WpConfig, string version = "6.4.3")
    {
        root = root.Length == 0 ? root : root + "/";
        Add(root + "wp-admin/index.php").Add(root + "wp-content/index.php").Add(root + "index.php");
        Add(root + "wp-includes/version.php", $"<?php\n$wp_version = '{version}';\n$wp_db_version = 56657;");
        return config is null ? this : Add(root + "wp-config.php", config);
    }

    internal SiteTree Drupal7(string root, bool settings = true)
    {
        root = root.Length == 0 ? root : root + "/";
        foreach (var directory in new[] { "misc", "modules", "profiles", "scripts", "sites/all", "themes" })
            Add($"{root}{directory}/x.txt");
        Add(root + "includes/bootstrap.inc", "<?php\n/** Drupal's bootstrap */\ndefine('VERSION', '7.98');");
        return settings ? Add(root + "sites/default/settings.php", PhpFiles.DrupalSettings) : this;
    }

    /// <summary>Drupal 10, with composer.json beside the served directory where there is one.</summary>
    internal SiteTree DrupalComposer(string project, string served = "web", bool settings = true)
    {
        project = project.Length == 0 ? project : project + "/";
        Add(project + "composer.json", "{}");
        var root = served.Length == 0 ? project : $"{project}{served}/";
        foreach (var directory in new[] { "modules", "profiles", "sites", "themes" })
            Add($"{root}{directory}/README.txt");
        Add(root + "core/lib/Drupal.php", "<?php\nclass Drupal {\n  const VERSION = '10.2.4';\n  const CORE_COMPATIBILITY = '8.x';\n}");
        return settings ? Add(root + "sites/default/settings.php", PhpFiles.DrupalSettings) : this;
    }

    internal long Bytes => files.Sum(file => file.Content.Length);

    internal int Count => files.Count;

    internal TarBuilder ToTarBuilder()
    {
        var tar = new TarBuilder();
        foreach (var (path, content) in files)
            tar.File(path, content);
        return tar;
    }

    internal byte[] Pack(string format) => format switch
    {
        "tar" => ToTarBuilder().ToTar(),
        "tar.gz" => ToTarBuilder().ToTarGzip(),
        _ => files.Aggregate(new ZipBuilder(), (zip, file) => zip.File(file.Path, file.Content)).ToZip(),
    };
}
