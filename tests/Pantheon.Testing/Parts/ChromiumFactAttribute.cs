using Xunit;

namespace Pantheon.Testing;

/// <summary>A fact that needs a browser, Chromium: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Part.SkipReason(Part.Chromium);
}
