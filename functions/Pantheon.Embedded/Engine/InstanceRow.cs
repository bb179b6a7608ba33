using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pantheon.Embedded.DurableTask;
using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>An instance as its row tells it.</summary>
internal sealed record InstanceRow(
    string InstanceId, string ExecutionId, string Name, OrchestrationRuntimeStatus Status, long CreatedAt, long UpdatedAt,
    string? Input, string? Output, string? CustomStatus, string? Failure, string? Parent, bool Started)
{
    internal const string Columns =
        "instance_id, execution_id, name, status, created_at, updated_at, input, output, custom_status, failure, parent, started";

    internal static InstanceRow From(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), (OrchestrationRuntimeStatus)row.GetInt32(3), row.GetInt64(4),
        row.GetInt64(5), Text(row, 6), Text(row, 7), Text(row, 8), Text(row, 9), Text(row, 10), row.GetBoolean(11));

    internal ParentLink? ParentLink => Parent is null ? null : JsonSerializer.Deserialize<ParentLink>(Parent);

    internal OrchestrationMetadata ToMetadata(bool withPayloads) => new(Name, InstanceId)
    {
        RuntimeStatus = Status,
        CreatedAt = new DateTimeOffset(CreatedAt, TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(UpdatedAt, TimeSpan.Zero),
        FailureDetails = Failure is null ? null : JsonSerializer.Deserialize<TaskFailureDetails>(Failure),
        FetchedPayloads = withPayloads,
        SerializedInput = withPayloads ? Input : null,
        SerializedOutput = withPayloads ? Output : null,
        SerializedCustomStatus = withPayloads ? CustomStatus : null,
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
