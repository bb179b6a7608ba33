using Microsoft.Extensions.Configuration;
using Pantheon.Embedded.Hosting;

namespace Pantheon.Embedded.Tests.Hosting;

public sealed class TimerScheduleTests
{
    private static readonly DateTime Midnight = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("*/10 * * * * *", "2030-01-01T00:00:10")]
    [InlineData("0 */5 * * * *", "2030-01-01T00:05:00")]
    [InlineData("30 15 9 * * 1-5", "2030-01-01T09:15:30")]
    public void Parse_SixFields_SecondsFirst(string schedule, string next) => Assert.Equal(
        DateTime.Parse(next), TimerSchedule.Parse("Tick", schedule, Settings()).GetNextOccurrence(Midnight));

    [Fact]
    public void Parse_Setting_IsItsValue() => Assert.Equal(
        Midnight.AddHours(1), TimerSchedule.Parse("Tick", "%Stalled:Schedule%", Settings(("Stalled:Schedule", "0 0 * * * *"))).GetNextOccurrence(Midnight));

    [Fact]
    public void Parse_MissingSetting_NamesTimerAndSetting()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => TimerSchedule.Parse("Tick", "%Stalled:Schedule%", Settings()));

        Assert.Equal("The timer 'Tick' takes its schedule from the setting 'Stalled:Schedule', which is not set.", thrown.Message);
    }

    [Theory]
    [InlineData("* * * * *")]
    [InlineData("often")]
    [InlineData("")]
    public void Parse_NotSixFields_NamesTimerAndSchedule(string schedule)
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => TimerSchedule.Parse("Tick", schedule, Settings()));

        Assert.Contains($"'{schedule}' of timer 'Tick' is not six-field NCRONTAB", thrown.Message, StringComparison.Ordinal);
    }

    private static IConfigurationRoot Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)))
        .Build();
}
