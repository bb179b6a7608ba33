using System.Globalization;
using System.Text;

namespace Pantheon.Testing;

/// <summary>A wp-config.php as a host's installer writes it.</summary>
public sealed record WordPressConfig
{
    public required string DatabaseName { get; init; }

    public required string DatabaseUser { get; init; }

    public required string DatabasePassword { get; init; }

    /// <summary>With a port where it isn't MySQL's own, such as 127.0.0.1:40123.</summary>
    public required string DatabaseHost { get; init; }

    public required string TablePrefix { get; init; }

    /// <summary>WP_HOME and WP_SITEURL, without a slash at the end; null leaves them out.</summary>
    public string? Home { get; init; }

    /// <summary>Further constants: strings, whole numbers and booleans.</summary>
    public IReadOnlyDictionary<string, object> Constants { get; init; } = new Dictionary<string, object>();

    public string ToPhp()
    {
        var php = new StringBuilder("<?php\n/** The base configuration for WordPress */\n\n");
        Define("DB_NAME", DatabaseName);
        Define("DB_USER", DatabaseUser);
        Define("DB_PASSWORD", DatabasePassword);
        Define("DB_HOST", DatabaseHost);
        Define("DB_CHARSET", "utf8mb4");
        Define("DB_COLLATE", "");
        php.Append('\n');
        foreach (var name in (string[])["AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE"])
        {
            Define(name + "_KEY", $"the old host's {name.ToLowerInvariant()} key: {{|}}~ ;'\\ 8qT");
            Define(name + "_SALT", $"the old host's {name.ToLowerInvariant()} salt #$%^&*()");
        }

        php.Append($"\n$table_prefix = {Literal(TablePrefix)};\n\n");
        if (Home is not null)
        {
            Define("WP_HOME", Home);
            Define("WP_SITEURL", Home);
        }

        foreach (var (name, value) in Constants)
            Define(name, value);
        php.Append("\n/* That's all, stop editing! Happy publishing. */\n\n");
        php.Append("if (!defined('ABSPATH')) {\n    define('ABSPATH', __DIR__ . '/');\n}\nrequire_once ABSPATH . 'wp-settings.php';\n");
        return php.ToString();

        void Define(string name, object value) => php.Append($"define({Literal(name)}, {Literal(value)});\n");
    }

    private static string Literal(object value) => value switch
    {
        string text => "'" + text.Replace("\\", "\\\\").Replace("'", "\\'") + "'",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A constant can't be a {value.GetType()}.", nameof(value)),
    };
}
