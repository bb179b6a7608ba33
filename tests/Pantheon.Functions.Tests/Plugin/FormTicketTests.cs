using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Tests.Migrations;

namespace Pantheon.Functions.Tests.Plugin;

public sealed class FormTicketTests
{
    private readonly FakeTimeProvider time = new(SampleMigration.Now);
    private readonly FormTicket tickets;

    public FormTicketTests() => tickets = new(new EphemeralDataProtectionProvider(), time);

    [Fact]
    public void Read_Ticket_IsItsMigration()
    {
        var ticket = tickets.For("m-1");

        Assert.Equal("m-1", tickets.Read(ticket));
        Assert.Matches("^[A-Za-z0-9_-]+$", ticket);
    }

    [Fact]
    public void Read_AfterTwoDays_IsNull()
    {
        var ticket = tickets.For("m-1");
        time.Advance(TimeSpan.FromDays(2));

        Assert.Null(tickets.Read(ticket));
    }

    [Theory]
    [InlineData("")]
    [InlineData("m-1")]
    [InlineData("%%%")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA")]
    public void Read_None_IsNull(string ticket) => Assert.Null(tickets.Read(ticket));

    [Fact]
    public void Read_OfAnotherService_IsNull() => Assert.Null(tickets.Read(new FormTicket(new EphemeralDataProtectionProvider(), time).For("m-1")));
}
