using System.Buffers.Text;
using System.Security.Cryptography;

namespace Pantheon.Functions.Migrations;

/// <summary>Makes ids of migrations.</summary>
internal static class MigrationId
{
    /// <summary>22 characters that can't be guessed, and can stand in an address, a file's name and a table's key.</summary>
    internal static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)).Replace('-', 'x').Replace('_', 'y');
}
