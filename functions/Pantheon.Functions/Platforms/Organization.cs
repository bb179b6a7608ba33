namespace Pantheon.Functions.Platforms;

/// <summary>An organization.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="Name">Its name.</param>
public sealed record Organization(string Id, string Name);
