using Pantheon.Archives.Php;

namespace Pantheon.Functions.Imports;

/// <summary>wp-config.php of a migrated site.</summary>
internal static class WordPressConfig
{
    // WP_HOME and WP_SITEURL come from the host: taken over, they would be defined twice (Pantheon documentation, issue 1200).
    private static readonly HashSet<string> Replaced = new(StringComparer.Ordinal)
    {
        "DB_NAME", "DB_USER", "DB_PASSWORD", "DB_HOST", "DB_CHARSET", "DB_COLLATE", "WP_HOME", "WP_SITEURL", "ABSPATH", "$table_prefix",
    };

    internal static bool IsReplaced(string statement) =>
        (PhpSettings.NameOf(statement) is { } name && Replaced.Contains(name))
        || statement.Contains("ABSPATH", StringComparison.Ordinal)
        || statement.Contains("wp-settings.php", StringComparison.Ordinal);

    internal static string Write(string tablePrefix) => $$"""
        <?php
        // Written by the migration. The database, the salts and the address come from the environment of the host.
        define('DB_NAME', getenv('DB_NAME') ?: '');
        define('DB_USER', getenv('DB_USER') ?: '');
        define('DB_PASSWORD', getenv('DB_PASSWORD') ?: '');
        define('DB_HOST', (getenv('DB_HOST') ?: '127.0.0.1') . (getenv('DB_PORT') ? ':' . getenv('DB_PORT') : ''));
        define('DB_CHARSET', 'utf8mb4');
        define('DB_COLLATE', '');

        // Salts that the environment does not give are made by WordPress and kept in the database.
        foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as $name) {
            if (getenv($name)) {
                define($name, getenv($name));
            }
        }

        if (isset($_SERVER['HTTP_HOST'])) {
            $https = (!empty($_SERVER['HTTPS']) && $_SERVER['HTTPS'] !== 'off')
                || (isset($_SERVER['HTTP_X_FORWARDED_PROTO']) && $_SERVER['HTTP_X_FORWARDED_PROTO'] === 'https');
            define('WP_HOME', ($https ? 'https://' : 'http://') . $_SERVER['HTTP_HOST']);
            define('WP_SITEURL', WP_HOME);
        }

        $table_prefix = {{PhpLiteral.Of(tablePrefix)}};

        if (!defined('ABSPATH')) {
            define('ABSPATH', __DIR__ . '/');
        }
        require_once ABSPATH . 'wp-settings.php';

        """;
}
