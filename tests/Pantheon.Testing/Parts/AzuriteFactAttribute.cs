using Xunit;

namespace Pantheon.Testing;

/// <summary>A fact that needs Azurite, the emulator of Azure Storage: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = Part.SkipReason(Part.Azurite);
}
