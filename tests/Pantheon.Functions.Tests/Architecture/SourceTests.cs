using System.Text.RegularExpressions;

namespace Pantheon.Functions.Tests.Architecture;

/// <summary>What the app's source must not hold, so that it runs on both hosts and replays.</summary>
public sealed partial class SourceTests
{
    private static readonly string App = Path.Combine(RepositoryDirectory.Path, "functions", "Pantheon.Functions");

    private static readonly string[] Sources = [.. Directory.GetFiles(App, "*.cs", SearchOption.AllDirectories)
        .Where(path => !Path.GetRelativePath(App, path).StartsWith("bin", StringComparison.Ordinal) && !Path.GetRelativePath(App, path).StartsWith("obj", StringComparison.Ordinal))];

    public static TheoryData<string> Orchestrators() =>
        [.. Sources.Where(path => path.EndsWith(".orchestrator.cs", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(App, path))];

    [Theory]
    [MemberData(nameof(Orchestrators))]
    public void Orchestrator_Awaits_TheContextOnly(string file)
    {
        // Also parts of the same orchestrator, which take the context, and the task that a WhenAny over the context's tasks gave.
        foreach (Match await in Await().Matches(Code(Path.Combine(App, file))))
            Assert.Matches(@"^(context\.|Task\.WhenAll\(|Task\.WhenAny\(|\w+Async\(context,|ended$)", await.Groups["what"].Value);
    }

    [Theory]
    [MemberData(nameof(Orchestrators))]
    public void Orchestrator_Holds_NothingThatReplayCanNotRepeat(string file)
    {
        var found = Forbidden().Matches(Code(Path.Combine(App, file))).Select(match => match.Value);

        Assert.Empty(found);
    }

    [Fact]
    public void Orchestrations_AreInFilesOfTheirKind()
    {
        var elsewhere = Sources.Where(path => !path.EndsWith(".orchestrator.cs", StringComparison.Ordinal) && Code(path).Contains("[OrchestrationTrigger]", StringComparison.Ordinal));

        Assert.Empty(elsewhere);
        Assert.NotEmpty(Orchestrators());
    }

    [Fact]
    public void Source_IsTheSameForBothHosts() => Assert.All(Sources, path =>
    {
        var code = Code(path);
        Assert.DoesNotMatch(@"^\s*#(if|elif|else|define)\b", code);
        Assert.DoesNotContain("Microsoft.DurableTask", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.Azure.Functions", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Pantheon.Embedded", code, StringComparison.Ordinal);
    });

    private static string Code(string path) => Comment().Replace(File.ReadAllText(path), string.Empty);

    [GeneratedRegex(@"//[^\n]*", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bawait\s+(?<what>[^\s;]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Await();

    [GeneratedRegex(
        @"\b(DateTime|DateTimeOffset|TimeProvider|Stopwatch|Random|RandomNumberGenerator|Guid|Environment|File|Directory|HttpClient|ILogger\w*|Thread|ConfigureAwait|IConfiguration)\b|\bTask\.(Delay|Run|Factory|Yield)\b|\bNewGuid\b",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Forbidden();
}
