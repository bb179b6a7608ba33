using Microsoft.Extensions.Logging;
using Pantheon.Functions.Archives;
using Pantheon.Functions.Email;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Plugin;

namespace Pantheon.Functions.Migrations;

/// <summary>One attempt at a migration. Every step is an activity that is safe to run twice and skips what is done.</summary>
public static class MigrateSite
{
    /// <summary>The event that wakes an attempt which waits for an archive. It carries nothing: record and inbox say what there is.</summary>
    public const string Woken = "ArchiveReady";

    private const int WakesInAHistory = 100;

    internal static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 4, firstRetryInterval: TimeSpan.FromSeconds(5), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromMinutes(1))
        {
            HandleFailure = failure => !failure.IsCausedBy<PermanentFailureException>(),
        });

    /// <summary>Creates the site, waits for the archive, copies, inspects, imports, verifies, completes, and tells the owner.</summary>
    [Function(nameof(MigrateSite))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, StepInput input)
    {
        try
        {
            await context.CallActivityAsync(nameof(CreateSite), input, Retry);
            await context.CallActivityAsync(nameof(IssueMachineToken), input, Retry);
            await TellAsync(context, input, EmailKind.Started);
            if (!await TakeArchiveAsync(context, input))
            {
                context.ContinueAsNew(input);
                return;
            }

            await context.CallActivityAsync(nameof(InspectArchive), input, Retry);
            await context.CallActivityAsync(nameof(ImportCode), input, Retry);
            await context.CallActivityAsync(nameof(ImportDatabase), input, Retry);
            await context.CallActivityAsync(nameof(ImportFiles), input, Retry);
            await context.CallActivityAsync(nameof(VerifyImport), input, Retry);
            await context.CallActivityAsync(nameof(CompleteMigration), input, Retry);
            await TellAsync(context, input, EmailKind.Completed);
        }
        catch (TaskFailedException)
        {
            await context.CallActivityAsync(nameof(FailMigration), input, Retry);
            await TellAsync(context, input, EmailKind.Failed);
        }
    }

    // A link may expire while the archive is copied: then the migration waits for a new one and goes on where the copy stands.
    // Answers false where history has grown long by the plugin's callbacks: then the attempt begins anew and skips what is done.
    private static async Task<bool> TakeArchiveAsync(TaskOrchestrationContext context, StepInput input)
    {
        for (var wakes = 0; ; wakes++)
        {
            while (!await context.CallActivityAsync<bool>(nameof(AwaitArchive), input, Retry))
            {
                if (wakes++ == WakesInAHistory)
                    return false;
                await context.WaitForExternalEvent<object?>(Woken);
            }

            try
            {
                await context.CallSubOrchestratorAsync(nameof(CopyArchive), new CopyInput(input));
                return true;
            }
            catch (TaskFailedException)
            {
                if (!await context.CallActivityAsync<bool>(nameof(AskForNewLink), input, Retry))
                    throw;
                await TellAsync(context, input, EmailKind.LinkExpired);
            }
        }
    }

    // An email that can't be sent is on the log; it never fails a migration.
    private static async Task TellAsync(TaskOrchestrationContext context, StepInput input, EmailKind kind)
    {
        try
        {
            await context.CallActivityAsync(nameof(SendEmail), new EmailInput(input.MigrationId, input.Attempt, kind), Retry);
        }
        catch (TaskFailedException e)
        {
            context.CreateReplaySafeLogger(nameof(MigrateSite)).LogWarning(
                "The email {Kind} of {InstanceId} was not sent: {Failure}", kind, context.InstanceId, e.FailureDetails.ErrorType);
        }
    }
}
