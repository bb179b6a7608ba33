using Xunit;

namespace Pantheon.Testing;

/// <summary>A fact that needs a browser, Chromium, and a real WordPress site: skipped where one is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumWordPressFactAttribute : FactAttribute
{
    public ChromiumWordPressFactAttribute() => Skip = Part.SkipReason(Part.Chromium, Part.MariaDb, Part.Php, Part.WordPress, Part.Tar);
}
