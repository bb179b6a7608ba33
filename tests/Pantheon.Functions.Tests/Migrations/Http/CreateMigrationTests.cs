using System.Net;
using System.Text.Json.Nodes;

namespace Pantheon.Functions.Tests.Migrations.Http;

public sealed class CreateMigrationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Path = "/api/migrations";

    private readonly PantheonHost host = fixture.Host;

    [Fact]
    public async Task Create_Valid_IsAcceptedWithLocationAndWholeShape()
    {
        using var response = await host.PostAsync(Path, """
            {"sourceUrl":"https://old.example.com/blog","framework":"wordpress","siteName":"Whole-Shape-1","organization":"org-1","notifyEmail":" me@example.com ","unknown":1}
            """);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(response.Headers.ETag);
        var migration = await response.JsonAsync();
        Assert.Equal($"/api/migrations/{migration["id"]}", response.Headers.Location?.OriginalString);
        Assert.Equal(
            [
                "archive", "attempt", "awaitsNewLink", "completedAt", "createdAt", "failure", "framework", "id", "notifyEmail", "organization", "phase",
                "pluginInstallUrl", "progress", "retryAt", "site", "siteName", "sourceUrl", "updatedAt",
            ],
            migration.Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal("https://old.example.com/blog", (string?)migration["sourceUrl"]);
        Assert.Equal("https://old.example.com/blog/wp-admin/plugin-install.php?s=bv-pantheon-migration&tab=search&type=term", (string?)migration["pluginInstallUrl"]);
        Assert.Equal("wordpress", (string?)migration["framework"]);
        Assert.Equal("Whole-Shape-1", (string?)migration["siteName"]);
        Assert.Equal("org-1", (string?)migration["organization"]);
        Assert.Equal("me@example.com", (string?)migration["notifyEmail"]);
        Assert.Equal("creatingSite", (string?)migration["phase"]);
        Assert.Equal(1, (int)migration["attempt"]!);
        Assert.Matches("^[A-Za-z0-9]{22}$", (string)migration["id"]!);
        Assert.EndsWith("Z", (string)migration["createdAt"]!, StringComparison.Ordinal);
        Assert.All(new[] { "archive", "completedAt", "failure", "retryAt" }, name => Assert.Null(migration[name]));
    }

    [Theory]
    [InlineData("wordpress", "wordpress-kind")]
    [InlineData("drupal7", "drupal7-kind")]
    [InlineData("drupalComposer", "drupal-composer-kind")]
    public async Task Create_EachFramework_IsAccepted(string framework, string name)
    {
        using var response = await host.PostAsync(Path, ApiCalls.NewMigration(name, framework));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var migration = await response.JsonAsync();
        Assert.Equal(framework, (string?)migration["framework"]);
        Assert.Equal(framework == "wordpress", migration["pluginInstallUrl"] is not null);
    }

    [Fact]
    public async Task Create_EveryFieldWrong_TellsAllAtOnce()
    {
        using var response = await host.PostAsync(Path, """{"sourceUrl":7,"framework":"joomla","siteName":["a"],"organization":{},"notifyEmail":false}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["framework", "notifyEmail", "organization", "siteName", "sourceUrl"], await FieldsAsync(response));
    }

    [Fact]
    public async Task Create_EmptyObject_TellsWhatIsMissing()
    {
        using var response = await host.PostAsync(Path, "{}");

        Assert.Equal("request.invalid", await response.CodeOfAsync());
        Assert.Equal(["framework", "siteName", "sourceUrl"], await FieldsAsync(response));
    }

    [Theory]
    [InlineData("ftp://old.example.com")]
    [InlineData("https://me:secret@old.example.com")]
    [InlineData("me@old.example.com")]
    [InlineData("https://")]
    [InlineData("   ")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    public async Task Create_WrongSourceUrl_IsRefused(string url) => await RefusedAsync("sourceUrl", url, "any-name");

    [Theory]
    [InlineData("a234567890123456789012345678901234567890123456789012")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a_b")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a.b")]
    [InlineData("")]
    [InlineData("../a")]
    public async Task Create_WrongName_IsRefused(string name) => await RefusedAsync("siteName", "https://old.example.com", name);

    [Fact]
    public async Task Create_NameOf51Characters_IsAccepted()
    {
        using var response = await host.PostAsync(Path, ApiCalls.NewMigration(new string('a', 51)));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task Create_UrlWithoutScheme_IsTakenAsHttps()
    {
        using var response = await host.PostAsync(Path, """{"sourceUrl":"old.example.com","framework":"drupal7","siteName":"no-scheme"}""");

        Assert.Equal("https://old.example.com/", (string?)(await response.JsonAsync())["sourceUrl"]);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b@c")]
    [InlineData("a b@example.com")]
    [InlineData("a@example.com,b@example.com")]
    [InlineData("<a@example.com")]
    [InlineData("a;b@example.com")]
    [InlineData("\"a@example.com")]
    [InlineData("a@example.com>")]
    [InlineData("a(b@example.com")]
    public async Task Create_WrongEmail_IsRefused(string email)
    {
        using var response = await host.PostAsync(Path, ApiCalls.NewMigration("wrong-email", notifyEmail: email));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["notifyEmail"], await FieldsAsync(response));
    }

    [Theory]
    [InlineData("not json", HttpStatusCode.BadRequest, "request.json")]
    [InlineData("", HttpStatusCode.BadRequest, "request.json")]
    [InlineData("[]", HttpStatusCode.BadRequest, "request.json")]
    [InlineData("null", HttpStatusCode.BadRequest, "request.json")]
    [InlineData("\"text\"", HttpStatusCode.BadRequest, "request.json")]
    [InlineData("{\"siteName\":\"a\"", HttpStatusCode.BadRequest, "request.json")]
    [InlineData("{} {}", HttpStatusCode.BadRequest, "request.json")]
    public async Task Create_BodyIsNotAnObject_IsRefused(string body, HttpStatusCode status, string code)
    {
        using var response = await host.PostAsync(Path, body);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await response.CodeOfAsync());
    }

    [Fact]
    public async Task Create_TextThatIsNoUnicode_IsRefused()
    {
        using var response = await host.PostAsync(Path, """{"sourceUrl":"https://old.example.com","framework":"wordpress","siteName":"a\ud800b"}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_BodyAbove64KiB_IsRefused(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = ApiCalls.Body($$"""{"sourceUrl":"{{new string('a', 65 * 1024)}}"}""") };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request.tooLarge", await response.CodeOfAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Create_OtherMediaType_IsRefused(string mediaType)
    {
        using var response = await host.Http.PostAsync(Path, ApiCalls.Body(ApiCalls.NewMigration("media-type"), mediaType));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("request.mediaType", await response.CodeOfAsync());
    }

    [Fact]
    public async Task Create_NameOfAnotherMigration_IsTakenWhateverItsCase()
    {
        await host.CreateAsync("Once-Only");
        using var response = await host.PostAsync(Path, ApiCalls.NewMigration("once-only"));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("siteNameTaken", await response.CodeOfAsync());
        Assert.Equal(["siteName"], await FieldsAsync(response));
    }

    [Fact]
    public async Task Create_NameOfASiteOfThePlatform_IsTaken()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(host.DataDirectory, "sites", "there-before"));
        using var response = await host.PostAsync(Path, ApiCalls.NewMigration("There-Before"));

        Assert.Equal("siteNameTaken", await response.CodeOfAsync());
    }

    [Fact]
    public async Task Create_TwiceAtOnce_OneGetsTheName()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.PostAsync(Path, ApiCalls.NewMigration("wanted-by-all"))));

        Assert.Equal(1, responses.Count(response => response.StatusCode == HttpStatusCode.Accepted));
        Assert.Equal(7, responses.Count(response => response.StatusCode == HttpStatusCode.Conflict));
    }

    private async Task RefusedAsync(string field, string url, string name)
    {
        using var response = await host.PostAsync(
            Path, new JsonObject { ["sourceUrl"] = url, ["framework"] = "wordpress", ["siteName"] = name }.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], await FieldsAsync(response));
    }

    private static async Task<IEnumerable<string>> FieldsAsync(HttpResponseMessage response) =>
        [.. (await response.JsonAsync())["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal)];
}
