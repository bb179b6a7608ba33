namespace Pantheon.Functions.Archives;

/// <summary>How an archive is copied.</summary>
/// <param name="Ranges">Ranges in all; 0 for one stream.</param>
/// <param name="AtOnce">Ranges at once.</param>
public sealed record CopyPlan(int Ranges, int AtOnce);
