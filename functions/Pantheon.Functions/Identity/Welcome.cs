using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Identity;

/// <summary>Tells the person at the console where the service is and how to begin. The key is shown at the first start only.</summary>
internal sealed class Welcome(ISignInMode mode, LocalKey key, IOptions<AppOptions> app, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (mode is not LocalKeyMode)
            return Task.CompletedTask;
        var isFirst = !File.Exists(app.Value.PathOf("local.key"));
        _ = key.Value;
        lifetime.ApplicationStarted.Register(() => Console.WriteLine(Text(isFirst)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Text(bool isFirst)
    {
        var (url, keyFile) = (app.Value.LinkBase, app.Value.PathOf("local.key"));
        var signIn = isFirst
            ? $"  sign in          {key.SignInLink}"
            : $"  sign in          {url}/signin?key=$(cat {keyFile})   (shown in full at the first start only)";
        return $$"""

            Pantheon.Functions is running.
              listening on     {{app.Value.Urls}}
              data             {{app.Value.PathOf()}}
            {{signIn}}

            Migrate a first site (put its address, framework and name in, then the address of its archive):

              KEY=$(cat {{keyFile}})
              ID=$(curl -sS {{url}}/api/migrations -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \
                -d '{"sourceUrl":"https://old.example.com","framework":"wordpress","siteName":"my-first-site"}' | sed 's/.*"id":"\([^"]*\)".*/\1/')
              curl -sS -X PUT {{url}}/api/migrations/$ID/archive -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \
                -d '{"url":"https://old.example.com/site.tar.gz"}'
              curl -sSN {{url}}/api/migrations/$ID/events -H "Authorization: Bearer $KEY"

            """;
    }
}
