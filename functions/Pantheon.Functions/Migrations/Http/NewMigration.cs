using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MimeKit;
using Pantheon.Archives;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>The body of POST /api/migrations, as it came.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record NewMigration(JsonElement SourceUrl, JsonElement Framework, JsonElement SiteName, JsonElement Organization, JsonElement NotifyEmail)
{
    private static readonly Dictionary<string, Framework> Frameworks = new(StringComparer.Ordinal)
    {
        ["wordpress"] = Pantheon.Archives.Framework.WordPress,
        ["drupal7"] = Pantheon.Archives.Framework.Drupal7,
        ["drupalComposer"] = Pantheon.Archives.Framework.DrupalComposer,
    };

    /// <summary>Checks every field and collects what is wrong with each.</summary>
    internal Dictionary<string, string[]> Validate(out ValidMigration? valid)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        void Check(string field, string? error)
        {
            if (error is not null)
                errors[field] = [error];
        }

        var source = Url(SourceUrl, out var sourceError);
        Check("sourceUrl", sourceError);
        var framework = FrameworkOf(Text(Framework));
        Check("framework", framework is null ? "Give one of wordpress, drupal7 and drupalComposer." : null);
        var siteName = Text(SiteName);
        Check("siteName", IsTextOrAbsent(SiteName) ? Platforms.SiteName.Check(siteName) : "Give the name as text.");
        var organization = Text(Organization) is { Length: > 0 } given ? given : null;
        Check("organization", IsTextOrAbsent(Organization) && (organization?.Length ?? 0) <= 100 ? null : "Give the organization's id.");
        var notifyEmail = Text(NotifyEmail) is { Length: > 0 } address ? address.Trim() : null;
        Check("notifyEmail", IsTextOrAbsent(NotifyEmail) && (notifyEmail is null || IsAddress(notifyEmail)) ? null : "Give an email address.");

        valid = errors.Count == 0 ? new(source!, framework!.Value, siteName!, organization, notifyEmail) : null;
        return errors;
    }

    /// <summary>The framework of a name; null where it is none.</summary>
    internal static Framework? FrameworkOf(string? name) => name is not null && Frameworks.TryGetValue(name, out var known) ? known : null;

    private static bool IsAddress(string address) =>
        address.Length <= 254 && !address.Any(char.IsControl) && !address.Any(char.IsWhiteSpace)
        && MailboxAddress.TryParse(address, out var mailbox) && mailbox.Address == address && address.IndexOf('@') is var at && at > 0 && at < address.Length - 1;

    private static Uri? Url(JsonElement value, out string? error)
    {
        error = null;
        if (Text(value) is not { Length: > 0 and <= 2048 } text)
            error = "Give the address of the site that is to be moved.";
        else if (!Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text.Trim() : $"https://{text.Trim()}", UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
            error = "The address must begin with http:// or https://.";
        else if (url.UserInfo.Length > 0)
            error = "The address must not hold a user name or password.";
        else
            return url;
        return null;
    }

    private static string? Text(JsonElement value) => JsonBody.TextOf(value);

    private static bool IsTextOrAbsent(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || Text(value) is not null;

    /// <summary>A request that can be taken.</summary>
    internal sealed record ValidMigration(Uri SourceUrl, Framework Framework, string SiteName, string? Organization, string? NotifyEmail)
    {
        /// <summary>SHA-256 of the request, the same for the same request however it was written.</summary>
        internal string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, ApiJson.Options))));
    }
}
