using System.Text.Json;
using Pantheon.Archives;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>A workflow of Pantheon's API: work that goes on there. Source: the command line client terminus.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Result">null while it runs; succeeded, failed or aborted.</param>
/// <param name="Step">Steps that are done.</param>
/// <param name="Steps">Steps in all; 0 where unknown.</param>
/// <param name="SiteId">The site that it makes or is about; null where unknown.</param>
/// <param name="Reason">Why it failed; null where it tells nothing.</param>
internal sealed record PantheonWorkflow(string Id, string? Result, long Step, long Steps, string? SiteId, string? Reason)
{
    private const string UnknownReason = "Workflow failed.";

    internal bool HasEnded => Result is not null;

    /// <exception cref="RetryableFailureException">platform.answer: it is no workflow.</exception>
    internal static PantheonWorkflow Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "id") is not { } id)
            throw PantheonApi.Unreadable("a workflow");
        var waiting = Child(json, "waiting_for_task");
        var final = Child(json, "final_task");
        return new(id, Text(json, "result"), Number(json, "step"), Number(json, "number_of_tasks"), Text(waiting, "site_id") ?? Text(json, "site_id"), ReasonOf(json, final));
    }

    /// <summary>Why it failed, in our codes where it is a title that users know.</summary>
    internal PermanentFailureException ToFailure()
    {
        var reason = Reason is null or "" ? UnknownReason : Reason == "Successfully queued import_site" ? "Site import failed" : Reason;
        if (Result == "aborted")
            return new("platform.aborted", "The platform gave up", $"{Shorten(reason)} Try again; if it stays, contact the support.");
        return FindingCode.FindByTitle(reason) is { } code
            ? new(code, FindingCode.TitleOf(code), Shorten(reason))
            : new("platform.rejected", "The platform could not do it", $"{Shorten(reason)} If trying again does not help, contact the support with the site's dashboard link.");
    }

    private static string? ReasonOf(JsonElement workflow, JsonElement final)
    {
        if (Text(final, "reason") is { Length: > 0 } reason)
            return reason;
        string? last = null;
        if (Child(final, "messages") is { ValueKind: JsonValueKind.Object } messages)
        {
            foreach (var message in messages.EnumerateObject().OrderBy(message => message.Name, StringComparer.Ordinal))
                last = Text(message.Value, "message") ?? last;
        }

        return last ?? Text(workflow, "reason");
    }

    private static string Shorten(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(500)]);

    private static JsonElement Child(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement json, string name) => Child(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static long Number(JsonElement json, string name) =>
        Child(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;
}
