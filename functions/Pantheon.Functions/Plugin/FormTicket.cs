using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Pantheon.Functions.Plugin;

/// <summary>Lets the browser that sent the plugin's form watch that migration, and nothing else, without a sign-in.</summary>
public sealed class FormTicket(IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    private readonly IDataProtector seal = protection.CreateProtector("Pantheon.Functions.Plugin.FormTicket");

    /// <summary>A ticket for a migration, fit for an address.</summary>
    internal string For(string migrationId) =>
        WebEncoders.Base64UrlEncode(seal.Protect(Encoding.UTF8.GetBytes($"{(time.GetUtcNow() + Lifetime).UtcTicks} {migrationId}")));

    /// <summary>The migration that a ticket is for; null where it is for none, or no more.</summary>
    internal string? Read(string ticket)
    {
        try
        {
            var text = Encoding.UTF8.GetString(seal.Unprotect(WebEncoders.Base64UrlDecode(ticket)));
            return text.Split(' ') is [var until, var id] && long.TryParse(until, out var ticks) && ticks > time.GetUtcNow().UtcTicks ? id : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
