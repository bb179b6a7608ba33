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

    private const int WaitsInAHistory = 100;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

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
            var isThrough = await UntilDoneAsync(context, nameof(CreateSite), input)
                && await UntilDoneAsync(context, nameof(IssueMachineToken), input)
                && await TellAsync(context, input, EmailKind.Started)
                && await TakeArchiveAsync(context, input)
                && await UntilDoneAsync(context, nameof(InspectArchive), input)
                && await UntilDoneAsync(context, nameof(ImportCode), input)
                && await UntilDoneAsync(context, nameof(ImportDatabase), input)
                && await UntilDoneAsync(context, nameof(ImportFiles), input)
                && await UntilDoneAsync(context, nameof(VerifyImport), input)
                && await UntilDoneAsync(context, nameof(CompleteMigration), input)
                && await TellAsync(context, input, EmailKind.Completed);
            // History has grown long by waiting: the attempt begins anew and skips what is done.
            if (!isThrough)
                context.ContinueAsNew(input);
        }
        catch (TaskFailedException)
        {
            await context.CallActivityAsync(nameof(FailMigration), input, Retry);
            await TellAsync(context, input, EmailKind.Failed);
        }
    }

    // Work that goes on at the platform is asked after, less and less often. Answers false where history has grown long.
    private static async Task<bool> UntilDoneAsync(TaskOrchestrationContext context, string activity, StepInput input)
    {
        var wait = FirstWait;
        for (var asked = 0; !await context.CallActivityAsync<bool>(activity, input, Retry); asked++)
        {
            if (asked == WaitsInAHistory)
                return false;
            await context.CreateTimer(wait, CancellationToken.None);
            wait = wait * 1.5 < LongestWait ? wait * 1.5 : LongestWait;
        }

        return true;
    }

    // A link may expire while the archive is copied: then the migration waits for a new one and goes on where the copy stands.
    // Answers false where history has grown long by the plugin's callbacks.
    private static async Task<bool> TakeArchiveAsync(TaskOrchestrationContext context, StepInput input)
    {
        for (var wakes = 0; ; wakes++)
        {
            while (!await context.CallActivityAsync<bool>(nameof(AwaitArchive), input, Retry))
            {
                if (wakes++ == WaitsInAHistory)
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
    private static async Task<bool> TellAsync(TaskOrchestrationContext context, StepInput input, EmailKind kind)
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

        return true;
    }
}
