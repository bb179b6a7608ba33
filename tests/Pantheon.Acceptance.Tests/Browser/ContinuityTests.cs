using Microsoft.Playwright;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>Reloads, several windows, sign-ins that end and connections that break: the page goes on.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ContinuityTests(Chromium chromium, SharedService shared)
{
    [ChromiumFact]
    public async Task Reload_InEachState_ShowsTheSame()
    {
        var id = await shared.CreateAsync("drupal7", "reloaded");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");

        await window.Page.ReloadAsync();
        await window.ExpectStateAsync("Waiting for the archive");
        await window.GiveArchiveAsync(shared.Archives.Serve("/reloaded", Answer.File(shared.Drupal7) with { StallAfter = 2000, StallTimes = 1 }));
        await window.ExpectStateAsync("Copying the archive");
        await window.Page.ReloadAsync();
        await window.ExpectStateAsync("Copying the archive");
        await window.Button("Cancel migration").ClickAsync();
        await window.Button("Cancel the migration").ClickAsync();
        await window.ExpectStateAsync("Cancelled");
        await window.Page.ReloadAsync();

        await window.ExpectStateAsync("Cancelled");
        window.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Windows_TwoOnOneMigration_BothMoveOn()
    {
        var id = await shared.CreateAsync("drupal7", "two-windows");
        await using var first = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        var second = await first.OpenAnotherAsync();
        await second.ExpectStateAsync("Waiting for the archive");

        await first.GiveArchiveAsync(shared.Serve(shared.Drupal7));

        await first.ExpectStateAsync("Complete");
        await second.ExpectStateAsync("Complete");
        await second.ExpectAsync(second.Heading("Verified against the archive"));
        first.AssertQuiet();
        second.AssertQuiet();
    }

    [ChromiumFact]
    public async Task Answer_LaterThanTheEvents_DoesNotTakeThePageBack()
    {
        var id = await shared.CreateAsync("drupal7", "late-answer");
        var late = new TaskCompletionSource();
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        await window.Page.RouteAsync("**/archive", async route =>
        {
            var answer = await route.FetchAsync();
            await late.Task;
            await route.FulfillAsync(new() { Response = answer });
        });

        await window.GiveArchiveAsync(shared.Serve(shared.Drupal7));
        await window.ExpectStateAsync("Complete");
        var arrived = window.Page.WaitForRequestFinishedAsync(new() { Predicate = request => request.Method == "PUT" });
        late.SetResult();
        await arrived;

        await window.ExpectAsync(window.Text("The archive's address is taken."));
        await window.ExpectStateAsync("Complete");
    }

    [ChromiumFact]
    public async Task Window_HiddenAndSeenAgain_ShowsWhatHappenedMeanwhile()
    {
        var id = await shared.CreateAsync("drupal7", "hidden-window");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        await window.ExpectStateAsync("Waiting for the archive");

        await HideAsync(window, true);
        await shared.Service.Migrations.PutArchiveAsync(id, shared.Serve(shared.Drupal7));
        await shared.Service.Migrations.WaitForEndAsync(id, "succeeded");
        await window.ExpectStateAsync("Waiting for the archive");
        await HideAsync(window, false);

        await window.ExpectStateAsync("Complete");
    }

    [ChromiumFact]
    public async Task SignIn_EndsWhileThePageIsOpen_AsksForTheKeyAndGoesOn()
    {
        var id = await shared.CreateAsync("drupal7", "signed-out");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        await window.ExpectStateAsync("Waiting for the archive");

        await window.Page.Context.ClearCookiesAsync();
        await window.GiveArchiveAsync(shared.Serve(shared.Drupal7));
        await window.ExpectAsync(window.Dialog.GetByText("Your sign-in has ended."));
        await window.SignInAsync(shared.Service.Key);

        await window.ExpectStateAsync("Complete");
        window.AssertQuiet(withRefusals: true);
    }

    [ChromiumFact]
    public async Task SignIn_NotWantedAgain_IsAskedForOnce()
    {
        var id = await shared.CreateAsync("drupal7", "not-again");
        await using var window = await chromium.OpenAsync(shared.Service);
        await window.Page.RouteAsync("**/events", route => route.AbortAsync());
        await window.GoToMigrationAsync(id);
        await window.ExpectStateAsync("Waiting for the archive");

        await window.Page.Context.ClearCookiesAsync();
        await window.Dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await Assertions.Expect(window.Connection).ToHaveTextAsync("You are signed out. Reload the page to sign in.");
        await window.ExpectNoneAsync(window.Dialog);
    }

    [ChromiumFact]
    public async Task SignIn_EndedBeforeAReload_LeadsBackToTheMigration()
    {
        var id = await shared.CreateAsync("drupal7", "signed-out-reloaded");
        await using var window = await chromium.OpenSignedOutAsync(shared.Service);
        await window.GoToMigrationAsync(id);

        await window.Button("Sign in").ClickAsync();
        await window.ExpectAsync(window.Text("Paste it first."));
        await window.SignInAsync(shared.Service.Key);

        await window.ExpectStateAsync("Waiting for the archive");
        window.AssertQuiet(withRefusals: true);
    }

    [ChromiumFact]
    public async Task SignOut_OnAMigration_LeavesOnlyTheSignIn()
    {
        var id = await shared.CreateAsync("drupal7", "signs-out");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        await window.ExpectStateAsync("Waiting for the archive");
        var left = new TaskCompletionSource();
        window.Page.RequestFailed += (_, request) =>
        {
            if (request.Url.EndsWith("/events", StringComparison.Ordinal))
                left.TrySetResult();
        };

        await window.Button("Sign out").ClickAsync();

        await window.ExpectAsync(window.Heading("Sign in"));
        await window.ExpectNoneAsync(window.Button("Sign out"));
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [ChromiumFact]
    public async Task Connection_LostAndBack_IsShownAndMendsItself()
    {
        var id = await shared.CreateAsync("drupal7", "offline");
        await using var window = await chromium.OpenAsync(shared.Service, $"#/migrations/{id}");
        await window.ExpectStateAsync("Waiting for the archive");

        await window.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(window.Connection).ToContainTextAsync("The connection is lost.");
        await shared.Service.Migrations.PutArchiveAsync(id, shared.Serve(shared.Drupal7));
        await shared.Service.Migrations.WaitForEndAsync(id, "succeeded");
        await window.Page.Context.SetOfflineAsync(false);

        await window.ExpectStateAsync("Complete");
        await Assertions.Expect(window.Connection).ToBeEmptyAsync();
        await window.ExpectAsync(window.Heading("Verified against the archive"));
        window.AssertQuiet(withRefusals: true);
    }

    [ChromiumFact]
    public async Task Page_OpenedWhileTheConnectionIsLost_ShowsItselfOnceItIsBack()
    {
        await shared.CreateAsync("drupal7", "opened-offline");
        await using var window = await chromium.OpenAsync(shared.Service);
        await window.ExpectAsync(window.Link("opened-offline"));

        await window.Page.Context.SetOfflineAsync(true);
        await window.Link("opened-offline").ClickAsync();
        await window.ExpectAsync(window.Text("The connection is lost."));
        await window.Page.Context.SetOfflineAsync(false);

        await window.ExpectStateAsync("Waiting for the archive");
        window.AssertQuiet(withRefusals: true);
    }

    [ChromiumFact]
    public async Task Events_Refused_ThePageLooksByItself()
    {
        var id = await shared.CreateAsync("drupal7", "no-events");
        await using var window = await chromium.OpenAsync(shared.Service);
        await window.Page.RouteAsync("**/events", route => route.AbortAsync());
        await window.GoToMigrationAsync(id);
        await window.ExpectStateAsync("Waiting for the archive");

        await shared.Service.Migrations.PutArchiveAsync(id, shared.Serve(shared.Drupal7));

        await window.ExpectStateAsync("Complete");
        window.AssertQuiet(withRefusals: true);
    }

    private static Task<bool> HideAsync(DashboardWindow window, bool isHidden) => window.Page.EvaluateAsync<bool>(
        "isHidden => { Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true }); return document.dispatchEvent(new Event('visibilitychange')); }",
        isHidden);
}
