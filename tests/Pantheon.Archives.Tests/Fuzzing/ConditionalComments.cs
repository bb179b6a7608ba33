namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>What a server takes a conditional comment for: that depends on its version and make.</summary>
internal enum ConditionalComments
{
    Run,
    Skipped,
    SkippedWithCommentsWithin,
}
