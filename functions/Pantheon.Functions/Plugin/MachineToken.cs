using System.IO.Hashing;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Pantheon.Functions.Plugin;

/// <summary>
/// A machine token: <c>pmt_</c>, 32 random bytes in base 62 (43 characters), and their CRC-32 in base 62 (6 characters), so that a typo is
/// told without a look-up. A secret: shown once, never stored or logged.
/// </summary>
public sealed class MachineToken
{
    private const string Prefix = "pmt_";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;

    private MachineToken(string text) => Text = text;

    /// <summary>The whole token.</summary>
    public string Text { get; }

    /// <summary>Its SHA-256, lower-case hex: all that is stored.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    /// <summary>A new one.</summary>
    public static MachineToken Create()
    {
        var secret = Prefix + Base62(new BigInteger(RandomNumberGenerator.GetBytes(SecretBytes), isUnsigned: true), SecretLength);
        return new MachineToken(secret + Checksum(secret));
    }

    /// <summary>The token that somebody typed; null where it can be none: it is cut short, or a character is wrong.</summary>
    public static MachineToken? TryParse(string? text)
    {
        var typed = text?.Trim() ?? string.Empty;
        if (typed.Length != Prefix.Length + SecretLength + ChecksumLength || !typed.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        return typed.EndsWith(Checksum(typed[..^ChecksumLength]), StringComparison.Ordinal) ? new MachineToken(typed) : null;
    }

    /// <summary>Nothing: a token is not written anywhere by mistake.</summary>
    public override string ToString() => Prefix + "…";

    private static string Checksum(string secret) => Base62(Crc32.HashToUInt32(Encoding.UTF8.GetBytes(secret)), ChecksumLength);

    private static string Base62(BigInteger number, int length)
    {
        var digits = new char[length];
        for (var i = length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Alphabet.Length, out var digit);
            digits[i] = Alphabet[(int)digit];
        }

        return new string(digits);
    }
}
