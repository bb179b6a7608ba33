using Xunit;

namespace Pantheon.Testing;

/// <summary>A theory that needs a private MariaDB server: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MariaDbTheoryAttribute : TheoryAttribute
{
    public MariaDbTheoryAttribute() => Skip = Part.SkipReason(Part.MariaDb);
}
