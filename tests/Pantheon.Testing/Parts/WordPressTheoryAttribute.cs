using Xunit;

namespace Pantheon.Testing;

/// <summary>A theory that needs a real WordPress site: skipped where that is missing, except under CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WordPressTheoryAttribute : TheoryAttribute
{
    public WordPressTheoryAttribute() => Skip = Part.SkipReason(Part.MariaDb, Part.Php, Part.WordPress, Part.Tar);
}
