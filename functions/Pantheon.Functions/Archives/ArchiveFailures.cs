using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>What stores have to tell.</summary>
internal static class ArchiveFailures
{
    internal const string MissingCode = "archive.missing";

    internal static RetryableFailureException Incomplete(long offset) => new(
        "archive.incomplete", "The copy of the archive is not whole", $"The block at byte {offset:N0} is missing; it is copied again.");

    internal static PermanentFailureException Missing(Exception cause) => new(
        MissingCode, "The copied archive is gone", "Give the archive's address again, so that it is copied once more.", cause);

    internal static PermanentFailureException NotShareable() => new(
        "archive.notShareable", "The archive can't be handed to the platform", "The operator has to set Archives:Store to AzureBlobs for this platform.");
}
