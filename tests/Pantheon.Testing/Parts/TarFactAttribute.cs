using Xunit;

namespace Pantheon.Testing;

/// <summary>A fact that needs GNU tar, zip and unzip: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TarFactAttribute : FactAttribute
{
    public TarFactAttribute() => Skip = Part.SkipReason(Part.Tar);
}
