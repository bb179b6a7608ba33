using System.Net;

namespace Pantheon.Testing.Tests;

public sealed class AzuriteServerTests
{
    [AzuriteFact]
    public async Task Shared_BlobEndpointAskedWithoutAKey_RefusesAsStorageDoes()
    {
        var server = await AzuriteServer.Shared;
        using var client = new HttpClient();

        using var response = await client.GetAsync(new Uri($"{server.BlobEndpoint}?comp=list"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.StartsWith("Azurite", response.Headers.Server.ToString(), StringComparison.Ordinal);
    }
}
