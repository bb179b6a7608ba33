using System.Text;

namespace Pantheon.Testing;

/// <summary>One site's folder of a Drupal: its settings, with the credentials of the host that it leaves, and its files.</summary>
/// <param name="Key">The folder below sites/, such as default.</param>
/// <param name="Database">The old database's name.</param>
/// <param name="Version">Settings differ by it.</param>
/// <param name="Driver">mysql or pgsql.</param>
internal sealed record DrupalSite(string Key, string Database, DrupalVersion Version, string Driver)
{
    internal const string Password = "pa$$w0rd-of-the-old-host";
    internal const string HashSalt = "hash-salt-of-the-old-host-4f1c";

    internal string Directory => $"sites/{Key}";

    internal string FilesDirectory => $"{Directory}/files";

    internal IEnumerable<ArchiveEntry> Settings(bool withCredentials)
    {
        yield return ArchiveEntry.Directory(Directory);
        yield return ArchiveEntry.File($"{Directory}/default.settings.php", "<?php\n// Copy this file to settings.php.\n$databases = array();\n");
        yield return ArchiveEntry.File($"{Directory}/settings.php", SettingsPhp(withCredentials));
    }

    /// <summary>Below the site's files directory.</summary>
    internal IEnumerable<ArchiveEntry> Files(int bulk)
    {
        yield return ArchiveEntry.File(".htaccess", "SetHandler Drupal_Security_Do_Not_Remove_See_SA_2006_006\nOptions -Indexes\n");
        yield return ArchiveEntry.File("harbour.png", Noise(20_000));
        yield return ArchiveEntry.File("ünïcödé ✓.txt", $"Grüße ✓ von {Key}\n");
        yield return ArchiveEntry.File("2026-11/report.pdf", [.. "%PDF-1.4\n"u8, .. Noise(4_000)]);
        yield return ArchiveEntry.File("styles/thumbnail/public/harbour.png", Noise(2_000));
        yield return ArchiveEntry.File("private/contract.txt", "for no one else\n");
        yield return ArchiveEntry.File("empty.txt", "");
        for (var i = 0; i < bulk; i++)
            yield return ArchiveEntry.File($"bulk/{i % 100:D2}/{i:D6}.txt", $"file {i}\n");
    }

    /// <summary>Bytes that don't compress, the same each time.</summary>
    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        var state = 0x9E3779B9u;
        for (var i = 0; i < length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            bytes[i] = (byte)state;
        }

        return bytes;
    }

    private string SettingsPhp(bool withCredentials)
    {
        var php = new StringBuilder("<?php\n");
        if (withCredentials)
        {
            php.Append($$"""
                $databases = array (
                  'default' => array (
                    'default' => array (
                      'database' => '{{Database}}',
                      'username' => 'oldsite',
                      'password' => '{{Password}}',
                      'host' => 'db.old-host.example',
                      'port' => '',
                      'driver' => '{{Driver}}',
                      'prefix' => '',
                    ),
                  ),
                );

                """);
        }

        php.Append(Version == DrupalVersion.Drupal7
            ? $"$update_free_access = FALSE;\n$drupal_hash_salt = '{HashSalt}';\n$base_url = 'http://www.old-site.example';\n$conf['x'] = 'kept';\n$conf['404_fast_html'] = '<html></html>';\n"
            : $"$settings['hash_salt'] = '{HashSalt}';\n$settings['config_sync_directory'] = '../config/sync';\n$config['system.logging']['error_level'] = 'hide';\n"
                + "if (file_exists(__DIR__ . '/settings.local.php')) {\n  include __DIR__ . '/settings.local.php';\n}\n");
        return php.ToString();
    }
}
