using Xunit;

namespace Pantheon.Testing;

/// <summary>The same for a theory as <see cref="GitServerFactAttribute"/> for a fact.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GitServerTheoryAttribute : TheoryAttribute
{
    public GitServerTheoryAttribute() => Skip = Part.SkipReason(Part.GitServer, Part.Azurite);
}
