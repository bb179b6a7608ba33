namespace Pantheon.Functions.Identity;

/// <summary>Who calls.</summary>
/// <param name="Subject">Stable id; owns migrations.</param>
/// <param name="Email">Address; null where unknown.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Organizations">Ids of the organizations that the user is in.</param>
/// <param name="AuthenticatedAt">When the user last proved who it is; the beginning of time where nobody tells.</param>
public sealed record User(
    string Subject, string? Email, string Name, IReadOnlyList<string> Organizations, DateTimeOffset AuthenticatedAt)
{
    /// <summary>Stands for every organization: the one person who runs a service for themselves is in all.</summary>
    public const string AllOrganizations = "*";

    /// <summary>Ids of the organizations whose migrations the user may see and steer.</summary>
    public IReadOnlyList<string> AdministeredOrganizations { get; init; } = [];

    /// <summary>Whether the user may create sites in an organization.</summary>
    public bool IsMemberOf(string organization) => Holds(Organizations, organization) || IsAdminOf(organization);

    /// <summary>Whether the user may see and steer an organization's migrations.</summary>
    public bool IsAdminOf(string organization) => Holds(AdministeredOrganizations, organization);

    private static bool Holds(IReadOnlyList<string> ids, string id) =>
        ids.Contains(id, StringComparer.Ordinal) || ids.Contains(AllOrganizations, StringComparer.Ordinal);
}
