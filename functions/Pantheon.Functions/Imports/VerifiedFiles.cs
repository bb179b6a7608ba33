namespace Pantheon.Functions.Imports;

/// <summary>The files of the new site.</summary>
/// <param name="Count">Files there are.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="ExpectedCount">Files in the archive.</param>
/// <param name="ExpectedBytes">Their bytes.</param>
public sealed record VerifiedFiles(long Count, long Bytes, long ExpectedCount, long ExpectedBytes);
