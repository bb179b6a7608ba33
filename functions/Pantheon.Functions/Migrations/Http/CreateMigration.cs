using Microsoft.AspNetCore.Http;
using Pantheon.Functions.Email;
using Pantheon.Functions.Http;
using Pantheon.Functions.Identity;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Telemetry;

namespace Pantheon.Functions.Migrations.Http;

/// <summary>POST /api/migrations: begins a migration.</summary>
public sealed class CreateMigration(
    IMigrationStore store, IPlatform platform, MigrationStarter starter, MigrationTelemetry telemetry, SupportLink support, TimeProvider time)
{
    private const int MaxKeyLength = 255;

    /// <summary>202 with the migration; 400, 409, 422.</summary>
    [Function(nameof(CreateMigration))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/migrations")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var errors = (await JsonBody.ReadAsync<NewMigration>(request, cancellationToken)).Validate(out var valid);
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKeyLength)
            errors["Idempotency-Key"] = [$"The key has at most {MaxKeyLength} characters."];
        if (valid?.Organization is { } organization && !request.GetUser().IsMemberOf(organization))
            errors["organization"] = ["You are not a member of this organization."];
        if (errors.Count > 0)
            return Answers.Problem(
                StatusCodes.Status400BadRequest, "request.invalid", "The request can't be taken as it is.", "See errors for each field.", errors);

        var owner = request.GetUser().Subject;
        var idempotency = key.Length > 0 ? new IdempotencyKey(owner, key, valid!.Hash) : null;
        try
        {
            if (idempotency is not null && await store.FindByKeyAsync(idempotency, cancellationToken) is { } before)
                return Accepted(request, before);
            if (await platform.IsNameTakenAsync(valid!.SiteName, cancellationToken))
            {
                // Perhaps by the same request, which came twice at once and whose site is there by now.
                return idempotency is not null && await store.FindByKeyAsync(idempotency, cancellationToken) is { } twin
                    ? Accepted(request, twin)
                    : throw new SiteNameTakenException(valid.SiteName);
            }

            var migration = await store.CreateAsync(New(valid, owner), idempotency, cancellationToken);
            telemetry.CountStarted(migration);
            // Where the process dies here, the sweep starts it.
            await starter.StartAsync(client, migration, cancellationToken);
            return Accepted(request, migration);
        }
        catch (IdempotencyKeyReusedException)
        {
            return Answers.Problem(
                StatusCodes.Status422UnprocessableEntity, "idempotencyKey.reused", "The Idempotency-Key was used for another request.",
                "Send a new key with a new request.");
        }
        catch (SiteNameTakenException e)
        {
            return Answers.Problem(
                StatusCodes.Status409Conflict, "siteNameTaken", "The site name is taken.", "Choose another name.",
                new Dictionary<string, string[]> { ["siteName"] = [$"'{e.SiteName}' is taken."] });
        }
    }

    private Migration New(NewMigration.ValidMigration valid, string owner)
    {
        var now = time.GetUtcNow();
        return new Migration
        {
            Id = MigrationId.Create(),
            Owner = owner,
            SourceUrl = valid.SourceUrl,
            Framework = valid.Framework,
            SiteName = valid.SiteName,
            Organization = valid.Organization,
            NotifyEmail = valid.NotifyEmail,
            Phase = MigrationPhase.CreatingSite,
            MovedAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private IResult Accepted(HttpRequest request, Migration migration)
    {
        request.HttpContext.Response.Headers.Location = $"/api/migrations/{migration.Id}";
        request.HttpContext.Response.Headers.ETag = MigrationView.ETagOf(migration);
        return Answers.Json(MigrationView.Of(migration, support), StatusCodes.Status202Accepted);
    }
}
