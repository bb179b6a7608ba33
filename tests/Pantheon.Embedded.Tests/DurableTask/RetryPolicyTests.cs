namespace Pantheon.Embedded.Tests.DurableTask;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Constructor_OnlyTheNeeded_DefaultsOfTheRealOne()
    {
        var policy = new RetryPolicy(3, Second);

        Assert.Equal(1, policy.BackoffCoefficient);
        Assert.Equal(TimeSpan.FromHours(1), policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
    }

    [Fact]
    public void Constructor_OutOfRange_NamesTheParameter()
    {
        Assert.Throws<ArgumentOutOfRangeException>("maxNumberOfAttempts", () => new RetryPolicy(0, Second));
        Assert.Throws<ArgumentOutOfRangeException>("firstRetryInterval", () => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("backoffCoefficient", () => new RetryPolicy(1, Second, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("maxRetryInterval", () => new RetryPolicy(1, Second, maxRetryInterval: Second / 2));
        Assert.Throws<ArgumentOutOfRangeException>("retryTimeout", () => new RetryPolicy(1, Second, retryTimeout: Second / 2));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 81)]
    [InlineData(6, 100)]
    [InlineData(5000, 100)]
    public void DelayAfter_Attempt_GrowsToTheLongest(int attempt, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), new RetryPolicy(9999, Second, 3, TimeSpan.FromSeconds(100)).DelayAfter(attempt));
}
