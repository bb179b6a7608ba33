using System.Net;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Identity;

namespace Pantheon.Functions.Tests.Identity;

[Collection(ProcessEnvironment.Name)]
public sealed class ClientAddressTests
{
    [Theory]
    [InlineData(null, "203.0.113.9", "192.0.2.1")]
    [InlineData("site", "203.0.113.9", "203.0.113.9")]
    [InlineData("site", "198.51.100.1, 203.0.113.9:51234", "203.0.113.9")]
    [InlineData("site", "[2001:db8::1]:51234", "2001:db8::1")]
    [InlineData("site", "2001:db8::1", "2001:db8::1")]
    [InlineData("site", "", "192.0.2.1")]
    public void Of_Forwarded_IsTakenFromTheFrontEndOnly(string? site, string forwarded, string expected)
    {
        using var behind = ProcessEnvironment.Set("WEBSITE_SITE_NAME", site);
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("192.0.2.1") } };
        http.Request.Headers["X-Forwarded-For"] = forwarded;

        Assert.Equal(expected, ClientAddress.Of(http));
    }

    [Fact]
    public void Of_NoAddress_IsUnknown() => Assert.Equal("unknown", ClientAddress.Of(new DefaultHttpContext()));
}
