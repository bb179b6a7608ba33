using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pantheon.Testing;

/// <summary>An OpenID Connect issuer on a free loopback port: its discovery document, its keys, and tokens that it signs.</summary>
public sealed class OpenIdIssuer : IAsyncDisposable
{
    public const string Audience = "pantheon-functions-tests";

    private readonly WebApplication app;
    private readonly RSA rsa = RSA.Create(2048);

    private OpenIdIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Address => app.Urls.Single();

    /// <summary>Settings of a service that takes this issuer's tokens.</summary>
    public string[] Settings => ["Auth:Mode=JwtBearer", $"Auth:Authority={Address}", $"Auth:Audience={Audience}"];

    private RsaSecurityKey Key => new(rsa) { KeyId = "key-1" };

    public static async Task<OpenIdIssuer> StartAsync()
    {
        var issuer = new OpenIdIssuer();
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>A token of a user who has just signed in. Null removes a claim.</summary>
    public string Token(string subject = "user-1", params (string Name, object? Value)[] claims) =>
        Sign(Claims(subject, claims), new SigningCredentials(Key, SecurityAlgorithms.RsaSha256));

    /// <summary>The same, signed with a key that the issuer does not publish.</summary>
    public string TokenOfAnotherKey()
    {
        using var other = RSA.Create(2048);
        return Sign(Claims("user-1"), new SigningCredentials(new RsaSecurityKey(other) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256)
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        });
    }

    /// <summary>The same, "signed" with the public key as if it were a shared secret.</summary>
    public string TokenSignedByThePublicKey() => Sign(
        Claims("user-1"), new SigningCredentials(new SymmetricSecurityKey(rsa.ExportSubjectPublicKeyInfo()) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256));

    /// <summary>The same without a signature.</summary>
    public string TokenWithoutSignature() => Sign(Claims("user-1"), null);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private static string Sign(Dictionary<string, object> claims, SigningCredentials? credentials) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = credentials });

    private Dictionary<string, object> Claims(string subject, params (string Name, object? Value)[] claims)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var all = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Address,
            ["aud"] = Audience,
            ["sub"] = subject,
            ["name"] = $"Name of {subject}",
            ["email"] = $"{subject}@example.com",
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3600,
            ["auth_time"] = now,
        };
        foreach (var (name, value) in claims)
        {
            if (value is null)
                all.Remove(name);
            else
                all[name] = value;
        }

        return all;
    }

    private Task AnswerAsync(HttpContext context)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return (context.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" => Results.Json(new { issuer = Address, jwks_uri = $"{Address}/keys" }),
            "/keys" => Results.Json(new
            {
                keys = new[]
                {
                    new { kty = "RSA", use = "sig", kid = Key.KeyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) },
                },
            }),
            _ => Results.NotFound(),
        }).ExecuteAsync(context);
    }
}
