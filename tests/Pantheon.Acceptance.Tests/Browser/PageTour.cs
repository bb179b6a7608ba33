using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>Leads through every page that people see, in the order in which they would.</summary>
/// <param name="Window">Where the pages are shown.</param>
/// <param name="Service">A service of the tour's own, without a migration.</param>
/// <param name="Archives">Where its archives are.</param>
/// <param name="LookAsync">Looks at a page, by its name.</param>
internal sealed record PageTour(DashboardWindow Window, Service Service, ArchiveServer Archives, Func<string, Task> LookAsync)
{
    /// <summary>How the tour's service has to be started.</summary>
    internal static readonly string[] Settings = ["--Archives:RangeBytes=8388608", "--Archives:RangesAtOnce=1"];

    private IPage Page => Window.Page;

    internal async Task WalkAsync(string archivePath)
    {
        await Page.GotoAsync("/");
        await VisitAsync("sign-in", Window.Heading("Sign in"));
        await Window.SignInAsync(Service.Key);
        await VisitAsync("list-empty", Window.Heading("No migration yet"));
        await WizardAsync();
        var token = await TokenAsync();
        await PluginFormAsync(token);
        await FailureAsync();
        await CopyAsync(archivePath);
        await EndAsync(archivePath);
        await ListAsync();
        await ImportingAsync(archivePath);
        await ExpiredAsync();
    }

    private async Task WizardAsync()
    {
        await Window.Link("Migrate Existing Site").ClickAsync();
        await Window.Button("Continue").ClickAsync();
        await VisitAsync("wizard-address-missing", Window.Text("Type the address"));
        await Window.Field("Address of the current site").FillAsync(Archives.Serve("/", Answer.Html("""<meta name="generator" content="WordPress 6.8">""")).AbsoluteUri);
        await Window.Button("Continue").ClickAsync();
        await VisitAsync("wizard-platform", Window.Text("It looks like WordPress."));
        await Window.Button("Continue").ClickAsync();
        await Window.Field("Name of the new site").FillAsync("-");
        await VisitAsync("wizard-name-wrong", Window.Text("A name neither begins nor ends"));
        await Window.Field("Name of the new site").FillAsync("blog");
        await VisitAsync("wizard-name", Window.Text("blog is free."));
        await Window.Button("Create Site").ClickAsync();
    }

    private async Task<string> TokenAsync()
    {
        await Page.RouteAsync("**/machine-token", route => route.Request.Method == "GET" ? route.ContinueAsync() : route.FulfillAsync(new()
        {
            Status = 401,
            ContentType = "application/problem+json",
            Body = """{"title":"Sign in again before this is shown.","code":"reauthenticate"}""",
        }));
        await Window.Button("Generate Machine Token").ClickAsync();
        await VisitAsync("wordpress-sign-in-again", Window.Dialog);
        await Page.UnrouteAsync("**/machine-token");
        await Window.SignInAsync(Service.Key);
        await VisitAsync("wordpress-token", Page.Locator("main .token"));
        return (await Page.Locator("main .token").TextContentAsync())!;
    }

    private async Task PluginFormAsync(string token)
    {
        var migration = Page.Url;
        await SendFormAsync(token[..^1]);
        await VisitAsync("plugin-form-error", Window.Heading("The migration could not begin"));
        await SendFormAsync(token);
        await VisitAsync("plugin-form", Window.Heading("The migration has begun"));
        await Page.GotoAsync((await Page.Locator("main").GetAttributeAsync("data-next"))!);
        await VisitAsync("plugin-form-progress", Page.GetByRole(AriaRole.Heading).Filter(new() { HasText = "blog:" }));
        await Page.GotoAsync(migration);
        await VisitAsync("wordpress-plugin-works", Window.Text("You may close this page"));
    }

    private async Task SendFormAsync(string token)
    {
        await Page.GotoAsync("about:blank");
        await Page.SetContentAsync(OldSitePlugin.Form(Service, "blog", token));
        await Window.Button("Migrate").ClickAsync();
    }

    private async Task FailureAsync()
    {
        var id = await CreateAsync("drupal7", "drupal-site");
        await Window.Field("Address of the archive").FillAsync("https://www.dropbox.com/scl/fi/abc/site.tar.gz?rlkey=x&dl=0");
        await VisitAsync("drupal-archive", Window.Text("A share link of Dropbox"));
        await Service.Migrations.PutArchiveAsync(id, Archives.Serve("/404", Answer.Error(404)));
        await VisitAsync("failed", Window.Button("Try again"));
        await Window.Button("Cancel migration").ClickAsync();
        await VisitAsync("cancel-dialog", Window.Dialog);
        await Window.Button("Cancel the migration").ClickAsync();
        await VisitAsync("cancelled", Window.Link("Begin a new migration"));
    }

    private async Task CopyAsync(string archivePath)
    {
        var slow = await CreateAsync("drupal7", "slow-site");
        await Service.Migrations.PutArchiveAsync(slow, Archives.Serve("/slow", Answer.File(archivePath) with { StallAfter = 20_000, StallTimes = 2 }));
        await VisitAsync("copying", Page.Locator(".badge.copying"));
        await Page.Context.SetOfflineAsync(true);
        await VisitAsync("connection-lost", Window.Text("The connection is lost."));
        await Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(Window.Connection).ToBeEmptyAsync();
        var expired = await CreateAsync("drupalComposer", "expired-link");
        await Service.Migrations.PutArchiveAsync(expired, FilmSite.ServeExpiring(Archives));
        await VisitAsync("link-expired", Window.Text("The link to the archive expired"));
    }

    private async Task EndAsync(string archivePath)
    {
        var done = await CreateAsync("drupal7", "finished-site");
        await Service.Migrations.PutArchiveAsync(done, Archives.Serve("/site", Answer.File(archivePath)));
        await VisitAsync("succeeded", Window.Heading("Verified against the archive"));
        await Window.Text("Tables:").ClickAsync();
        await VisitAsync("succeeded-tables", Page.GetByRole(AriaRole.Table));
        await Window.Link("Visit the Site Dashboard").ClickAsync();
        await VisitAsync("site", Window.Heading("What it holds"));
    }

    private async Task ListAsync()
    {
        await Page.GotoAsync("/#/migrations/none");
        await VisitAsync("not-found", Window.Heading("There is no such migration, or it is not yours."));
        await Page.GotoAsync("/#/");
        await VisitAsync("list", Page.GetByRole(AriaRole.Table));
    }

    private async Task ImportingAsync(string archivePath)
    {
        await using var held = await HeldService.StartAsync();
        var gate = held.HoldAtOpening(4);
        var id = await held.Migrations.CreateAsync("drupal7", "importing-site");
        await held.Migrations.PutArchiveAsync(id, Archives.Serve("/held", Answer.File(archivePath)));
        await gate.Reached;
        await Window.GoToMigrationAsync(id, held.Host.Http.BaseAddress);
        await Window.SignInAsync(PantheonHost.Key);
        await VisitAsync("importing", Page.Locator(".item").GetByText("Table "));
        gate.Open();
    }

    private async Task ExpiredAsync()
    {
        var (held, id) = await HeldService.StartWithExpiredAsync("too-late");
        await using var started = held;
        await Window.GoToMigrationAsync(id, held.Host.Http.BaseAddress);
        await Window.SignInAsync(PantheonHost.Key);
        await VisitAsync("expired", Window.Text("Nobody gave the archive in time"));
    }

    private async Task<string> CreateAsync(string framework, string siteName)
    {
        var id = await Service.Migrations.CreateAsync(framework, siteName);
        await Window.GoToMigrationAsync(id);
        await Window.ExpectStateAsync("Waiting for the archive");
        return id;
    }

    private async Task VisitAsync(string name, ILocator sign)
    {
        await Window.ExpectAsync(sign);
        await LookAsync(name);
    }
}
