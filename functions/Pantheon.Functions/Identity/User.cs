namespace Pantheon.Functions.Identity;

/// <summary>Who calls.</summary>
/// <param name="Subject">Stable id; owns migrations.</param>
/// <param name="Email">Address; null where unknown.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Organizations">Ids of organizations that the user is in.</param>
/// <param name="AuthenticatedAt">When the user last signed in.</param>
public sealed record User(
    string Subject, string? Email, string Name, IReadOnlyList<string> Organizations, DateTimeOffset AuthenticatedAt);
