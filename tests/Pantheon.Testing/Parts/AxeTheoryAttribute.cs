using Xunit;

namespace Pantheon.Testing;

/// <summary>A theory that needs a browser, Chromium, and axe-core: skipped where one is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AxeTheoryAttribute : TheoryAttribute
{
    public AxeTheoryAttribute() => Skip = Part.SkipReason(Part.Chromium, Part.Axe);
}
