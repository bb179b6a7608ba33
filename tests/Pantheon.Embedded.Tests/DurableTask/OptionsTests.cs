namespace Pantheon.Embedded.Tests.DurableTask;

public sealed class OptionsTests
{
    private static readonly RetryPolicy Policy = new(3, TimeSpan.FromSeconds(1));

    [Fact]
    public void TaskRetryOptions_FromEither_HoldsThatOne()
    {
        TaskRetryOptions byPolicy = Policy;
        TaskRetryOptions byHandler = new RetryHandler(_ => true);
        TaskRetryOptions byAsyncHandler = new AsyncRetryHandler(_ => Task.FromResult(true));

        Assert.Equal((Policy, null), (byPolicy.Policy, byPolicy.Handler));
        Assert.Null(byHandler.Policy);
        Assert.NotNull(byHandler.Handler);
        Assert.NotNull(byAsyncHandler.Handler);
    }

    [Fact]
    public void WithInstanceId_Options_KeepTheRetry()
    {
        var options = TaskOptions.FromRetryPolicy(Policy).WithInstanceId("child");

        Assert.Equal(("child", Policy), (options.InstanceId, options.Retry!.Policy));
    }

    [Fact]
    public void SubOrchestrationOptions_OfOthers_KeepTheirIdUnlessGiven()
    {
        TaskOptions options = new SubOrchestrationOptions(Policy, "child");

        Assert.Equal("child", new SubOrchestrationOptions(options).InstanceId);
        Assert.Equal("other", new SubOrchestrationOptions(options, "other").InstanceId);
    }

    [Fact]
    public void WithDedupeStatuses_Options_KeepTheRest()
    {
        var at = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        var options = new StartOrchestrationOptions("mine", at).WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);

        Assert.Equal(("mine", at), (options.InstanceId, options.StartAt));
        Assert.Equal(["Completed"], options.DedupeStatuses!);
        Assert.Equal(options, new StartOrchestrationOptions(options));
    }

    [Fact]
    public void TaskName_OtherCase_IsEqual()
    {
        TaskName name = "Copy";

        Assert.Equal(name, new TaskName("copy"));
        Assert.Equal(name.GetHashCode(), new TaskName("COPY").GetHashCode());
        Assert.Equal("Copy", (string)name);
        Assert.NotEqual(name, new TaskName("Cope"));
    }
}
