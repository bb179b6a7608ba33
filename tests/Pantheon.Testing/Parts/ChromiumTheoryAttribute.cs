using Xunit;

namespace Pantheon.Testing;

/// <summary>A theory that needs a browser, Chromium: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Part.SkipReason(Part.Chromium);
}
