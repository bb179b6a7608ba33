using Xunit;

namespace Pantheon.Testing;

/// <summary>A fact that needs a private MariaDB server: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MariaDbFactAttribute : FactAttribute
{
    public MariaDbFactAttribute() => Skip = Part.SkipReason(Part.MariaDb);
}
