using Xunit;

namespace Pantheon.Testing;

/// <summary>A theory that needs Azurite, the emulator of Azure Storage: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteTheoryAttribute : TheoryAttribute
{
    public AzuriteTheoryAttribute() => Skip = Part.SkipReason(Part.Azurite);
}
