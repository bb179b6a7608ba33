using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Plugin.Http;

/// <summary>POST /home/migrate: the form that the real plugin has the old site's browser send.</summary>
public sealed class SubmitPluginForm(MachineTokens tokens, IMigrationStore store, CallbackDelivery delivery, FormTicket tickets, TimeProvider time)
{
    /// <summary>200 text/html that goes on to the progress page; 400, 401 or 409 text/html that says which field is wrong and how to mend it.</summary>
    [Function(nameof(SubmitPluginForm)), PublicEndpoint]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "home/migrate")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        PluginForm form;
        try
        {
            form = await PluginForm.ReadAsync(request, cancellationToken);
        }
        catch (ProblemException e)
        {
            return HtmlPage.Of(e.Message, $"<p>{HtmlPage.Text(e.Detail ?? string.Empty)}</p>", e.Status);
        }

        if (form.SiteName.Length == 0)
            return Refusal("Pantheon Site Name", "It is empty. Type the name that you gave the new site, such as <code>my-site</code>.");
        if (form.Token.Length == 0)
            return Refusal("Machine Token", "It is empty. Copy the token from the migration's page on the dashboard.");
        if (MachineToken.TryParse(form.Token) is null)
            return Refusal("Machine Token", "It is not whole: a character is missing or wrong. Copy it again, from <code>pmt_</code> to its end.");
        var address = ClientAddress.Of(request.HttpContext);
        if (await tokens.IdentifyAsync(form.Token, form.SiteName, cancellationToken) is not { } token
            || !await tokens.UseAsync(token, address, cancellationToken)
            || await store.FindAsync(token.MigrationId, cancellationToken) is not { } migration)
            return Refusal(
                "Machine Token",
                $"It is not the token of a site called <code>{HtmlPage.Text(form.SiteName)}</code>. Check the site's name; if that is right, make a new token on the "
                + "migration's page: a token ends after 30 days, when it is replaced, and when the migration has ended.",
                StatusCodes.Status401Unauthorized);
        return await BeginAsync(client, migration, form, cancellationToken);
    }

    private async Task<IResult> BeginAsync(DurableTaskClient client, Migration migration, PluginForm form, CancellationToken cancellationToken)
    {
        // A form that is sent twice begins once; one that is sent after a failure begins the next attempt.
        var id = $"form-{migration.Id}-{(migration.Phase == MigrationPhase.Failed ? migration.Attempt + 1 : migration.Attempt)}";
        var callback = new Callback(
            migration.Id, id, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))), CallbackType.Started,
            new CallbackData { SiteName = migration.SiteName, SourceUrl = form.SourceUrl?.AbsoluteUri }, time.GetUtcNow());
        try
        {
            await delivery.DeliverAsync(client, migration, callback, cancellationToken);
        }
        catch (ProblemException e)
        {
            return HtmlPage.Of(e.Message, $"<p>{HtmlPage.Text(e.Detail ?? string.Empty)}</p>", e.Status);
        }

        var warning = form.SourceUrl is { } source && !PluginForm.IsSameSite(source, migration.SourceUrl)
            ? $"<p role=\"alert\" class=\"warning\">This migration was begun for {HtmlPage.Text(migration.SourceUrl.AbsoluteUri)}, but the plugin runs on "
                + $"{HtmlPage.Text(source.AbsoluteUri)}. If that is not the site you mean, cancel the migration on the dashboard.</p>"
            : string.Empty;
        return HtmlPage.Of(
            "The migration has begun",
            $"""
            {warning}
            <ul>
            <li>The site name <code>{HtmlPage.Text(migration.SiteName)}</code> is right.</li>
            <li>The machine token is right.</li>
            </ul>
            <p>Next the plugin sends the site, which takes about an hour for most; then it is checked, imported and verified, and you get an email.
            You may close this window. It goes on to the progress by itself.</p>
            """,
            next: $"/home/migrate/{tickets.For(migration.Id)}");
    }

    private static IResult Refusal(string field, string how, int status = StatusCodes.Status400BadRequest) => HtmlPage.Of(
        "The migration could not begin",
        $"<p><strong>{field}:</strong> {how}</p><p>Go back to the plugin's page, mend this field and choose Migrate again. Nothing was changed.</p>",
        status);
}
