using Xunit;

namespace Pantheon.Testing;

/// <summary>A fact that needs git: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GitFactAttribute : FactAttribute
{
    public GitFactAttribute() => Skip = Part.SkipReason(Part.Git);
}
