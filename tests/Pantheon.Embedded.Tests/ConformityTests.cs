using Microsoft.Extensions.Hosting;

namespace Pantheon.Embedded.Tests;

/// <summary>What compiles against the embedded host must compile against the real packages: every public member is listed there.</summary>
public sealed class ConformityTests
{
    private static readonly ApiList List = ApiList.Read();

    public static TheoryData<Type> Types => new(typeof(TaskOrchestrationContext).Assembly.GetExportedTypes().Where(IsOfTheApi));

    [Theory]
    [MemberData(nameof(Types))]
    public void PublicType_EveryMember_IsListed(Type type) => Assert.Empty(Differences(type));

    [Fact]
    public void Types_OfTheApi_AreSeen()
    {
        var seen = typeof(TaskOrchestrationContext).Assembly.GetExportedTypes().Where(IsOfTheApi).ToList();

        Assert.Contains(typeof(DurableTaskClient), seen);
        Assert.Contains(typeof(Functions.HttpTriggerAttribute), seen);
        Assert.Contains(typeof(MiddlewareWorkerApplicationBuilderExtensions), seen);
        Assert.DoesNotContain(typeof(Pantheon.Embedded.Hosting.EmbeddedOptions), seen);
    }

    [Theory]
    [InlineData("Int32 Count { get; }")]
    [InlineData("Int32 PurgedInstanceCount { get; set; }")]
    [InlineData("virtual Int32 PurgedInstanceCount { get; }")]
    [InlineData("ctor(Int32 number)")]
    public void Differences_MemberThatIsNotThere_IsTold(string member) =>
        Assert.Equal(["Microsoft.DurableTask.Client.PurgeResult: " + member], List.Differences(
            "Microsoft.DurableTask.Client.PurgeResult", "class", ["ctor(Int32 count)", member]));

    [Fact]
    public void Differences_TypeOfOursAlone_IsTold() =>
        Assert.Equal([$"{typeof(ConformityTests).FullName} is not listed"], Differences(typeof(ConformityTests)));

    [Fact]
    public void Differences_OtherKindOrBase_IsTold()
    {
        Assert.NotEmpty(List.Differences("Microsoft.DurableTask.Client.PurgeResult", "sealed class", []));
        Assert.NotEmpty(List.Differences("Microsoft.DurableTask.SubOrchestrationOptions", "class", []));
        Assert.Empty(List.Differences("Microsoft.DurableTask.SubOrchestrationOptions", "class : Microsoft.DurableTask.TaskOptions", []));
    }

    private static IEnumerable<string> Differences(Type type) =>
        List.Differences(ApiText.Name(type), ApiText.Kind(type), ApiText.Members(type));

    private static bool IsOfTheApi(Type type) => type == typeof(MiddlewareWorkerApplicationBuilderExtensions)
        || new[] { "Pantheon.Embedded.Functions", "Pantheon.Embedded.DurableTask" }.Any(
            root => type.Namespace == root || type.Namespace!.StartsWith(root + ".", StringComparison.Ordinal));
}
