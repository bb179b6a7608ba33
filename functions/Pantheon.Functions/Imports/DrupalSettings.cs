using System.Text.RegularExpressions;
using Pantheon.Archives.Php;

namespace Pantheon.Functions.Imports;

/// <summary>settings.php of a migrated Drupal site.</summary>
internal static partial class DrupalSettings
{
    internal static bool IsReplaced(string statement) =>
        statement.StartsWith("$databases", StringComparison.Ordinal) || statement.StartsWith("$db_url", StringComparison.Ordinal)
        || statement.StartsWith("$db_prefix", StringComparison.Ordinal);

    internal static string WriteDrupal7(PhpSettings old) => Write(old, "mysql") + """

        $drupal_hash_salt = getenv('DRUPAL_HASH_SALT') ?: hash('sha256', serialize($databases));
        $update_free_access = FALSE;
        ini_set('session.gc_probability', 1);
        ini_set('session.gc_divisor', 100);
        ini_set('session.gc_maxlifetime', 200000);
        ini_set('session.cookie_lifetime', 2000000);

        """;

    internal static string WriteDrupal8(PhpSettings old)
    {
        var sync = old.Variable("$settings['config_sync_directory']");
        return Write(old, "mysql") + $$"""

            $settings['hash_salt'] = getenv('DRUPAL_HASH_SALT') ?: hash('sha256', serialize($databases));
            $settings['update_free_access'] = FALSE;
            $settings['container_yamls'][] = $app_root . '/' . $site_path . '/services.yml';
            {{(sync is not null && IsPlainPath(sync) ? $"$settings['config_sync_directory'] = {PhpLiteral.Of(sync)};" : string.Empty)}}

            """;
    }

    private static string Write(PhpSettings old, string driver) => $$"""
        <?php
        // Written by the migration. The database and the salt come from the environment of the host.
        $databases['default']['default'] = [
          'driver' => '{{driver}}',
          'database' => getenv('DB_NAME') ?: '',
          'username' => getenv('DB_USER') ?: '',
          'password' => getenv('DB_PASSWORD') ?: '',
          'host' => getenv('DB_HOST') ?: '127.0.0.1',
          'port' => getenv('DB_PORT') ?: '3306',
          'prefix' => {{PhpLiteral.Of(Prefix(old))}},
        ];

        """;

    private static string Prefix(PhpSettings old) => old.Statements
        .Where(statement => statement.StartsWith("$databases", StringComparison.Ordinal))
        .Select(statement => PrefixKey().Match(statement))
        .FirstOrDefault(match => match.Success)?.Groups["prefix"].Value ?? string.Empty;

    private static bool IsPlainPath(string path) => !path.Contains('$', StringComparison.Ordinal) && !path.Contains('(', StringComparison.Ordinal);

    [GeneratedRegex("""['"]prefix['"]\s*=>\s*['"](?<prefix>\w*)['"]""", RegexOptions.None, 1000)]
    private static partial Regex PrefixKey();
}
