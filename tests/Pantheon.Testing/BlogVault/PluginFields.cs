namespace Pantheon.Testing;

/// <summary>The fields of the form of the plugin bv-pantheon-migration, version 5.56.</summary>
public sealed record PluginFields
{
    /// <summary>The account secret that the plugin shares with BlogVault: 32 alphanumerics.</summary>
    public const string Secret = "s3cr3tOfThePluginsAccount0123456";

    /// <summary>The password that guards the old site; also the destination's, with another end.</summary>
    public const string HttpPassword = "the-http-password-of-the-site";

    /// <summary>newurl, labelled "Pantheon Site Name".</summary>
    public required string SiteName { get; init; }

    /// <summary>machine_token.</summary>
    public required string Token { get; init; }

    /// <summary>The old site's address.</summary>
    public string SourceUrl { get; init; } = "https://old.example.com";

    /// <summary>All fields: hidden ones first, in the plugin's order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ToFields() =>
    [
        new("bvsrc", "wpplugin"), new("migrate", "pantheon"), new("type", "sftp"), new("plug", "pantheon"), new("url", SourceUrl), new("homeurl", SourceUrl),
        new("siteurl", SourceUrl), new("adminurl", $"{SourceUrl}/wp-admin/admin.php?page=pantheon"), new("abspath", "/var/www/html/"), new("serverip", "192.0.2.7"),
        new("bvversion", "5.56"), new("dbsig", "a1b2c3"), new("secret", Secret), new("public", string.Empty), new("newurl", SiteName), new("machine_token", Token),
        new("consent", "1"), new("httpauth_src_user", "old"), new("httpauth_src_password", HttpPassword), new("httpauth_dest_user", "new"),
        new("httpauth_dest_password", $"{HttpPassword}-2"),
    ];
}
