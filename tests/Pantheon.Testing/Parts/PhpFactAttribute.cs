using Xunit;

namespace Pantheon.Testing;

/// <summary>A fact that needs PHP: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PhpFactAttribute : FactAttribute
{
    public PhpFactAttribute() => Skip = Part.SkipReason(Part.Php);
}
