using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Plugin;

/// <summary>Reads a waiting migration's inbox and puts on the record what the plugin told. Read twice, a message tells the same.</summary>
public sealed class CallbackReader(ICallbackInbox inbox, IMigrationStore store, TimeProvider time)
{
    /// <summary>Reads the messages that were not read.</summary>
    /// <exception cref="PermanentFailureException">plugin.failed: the plugin gave up.</exception>
    public async Task ReadAsync(StepRun run)
    {
        foreach (var callback in await inbox.ListUnreadAsync(run.Migration.Id, run.Stopping))
        {
            await ReadAsync(run, callback);
            await inbox.MarkReadAsync(callback, run.Stopping);
        }

        // Where the process died between the message and this, the record still says it.
        if (run.Migration.LastError is { Code: FailureCode } failure)
            throw new PermanentFailureException(failure.Code, failure.Title, failure.Detail);
    }

    private const string FailureCode = "plugin.failed";

    private async Task ReadAsync(StepRun run, Callback callback)
    {
        var data = callback.Data!;
        switch (callback.Type)
        {
            case CallbackType.Started:
                await run.ChangeAsync(m => m with { Progress = m.Progress ?? new MigrationProgress(0, null, "steps"), MovedAt = time.GetUtcNow(), LastError = null });
                await LogAsync(run, "The plugin has started on the old site");
                if (Uri.TryCreate(data.SourceUrl, UriKind.Absolute, out var at) && !PluginForm.IsSameSite(at, run.Migration.SourceUrl))
                    await LogAsync(run, $"The plugin runs on {at.GetLeftPart(UriPartial.Path)}, the migration was begun for {run.Migration.SourceUrl}");
                break;
            case CallbackType.Progress:
                await run.ChangeAsync(m => m with { Progress = new MigrationProgress(data.Done ?? 0, data.Total, data.Unit ?? "steps"), MovedAt = time.GetUtcNow() });
                break;
            case CallbackType.ArchiveReady:
                var source = new ArchiveSource(data.ArchiveUrl!, data.Sha256, callback.ReceivedAt);
                // An address that the owner gave stands.
                await run.ChangeAsync(m => m with { Source = m.Source ?? source, LastError = null });
                await LogAsync(run, $"The plugin says that the archive is at {source}");
                break;
            default:
                var failure = new MigrationFailure(
                    FailureCode, "The plugin could not send the site",
                    $"It says: {data.Message ?? "nothing more"}{(data.Code is null ? string.Empty : $" [{data.Code}]")}. Start it again on the old site; it goes on where it stopped.",
                    Retryable: false);
                await run.ChangeAsync(m => m with { LastError = failure });
                break;
        }
    }

    private Task LogAsync(StepRun run, string text) => store.AppendLogAsync(run.Migration.Id, text, run.Stopping);
}
