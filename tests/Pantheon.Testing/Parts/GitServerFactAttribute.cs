using Xunit;

namespace Pantheon.Testing;

/// <summary>A fact that needs a git server behind SSH, and Azurite: skipped where one is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GitServerFactAttribute : FactAttribute
{
    public GitServerFactAttribute() => Skip = Part.SkipReason(Part.GitServer, Part.Azurite);
}
