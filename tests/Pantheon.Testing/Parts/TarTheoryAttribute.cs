using Xunit;

namespace Pantheon.Testing;

/// <summary>A theory that needs GNU tar, zip and unzip: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TarTheoryAttribute : TheoryAttribute
{
    public TarTheoryAttribute() => Skip = Part.SkipReason(Part.Tar);
}
