using System.Globalization;
using Pantheon.Embedded.DurableTask;
using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>Instances that a query asks for, oldest first. The continuation token is the last one's age and id.</summary>
internal sealed class InstancePages(DurableEngine engine, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var token = continuationToken ?? query.ContinuationToken;
        var size = Math.Clamp(pageSizeHint ?? query.PageSize, 1, 1000);
        do
        {
            await Task.CompletedTask;
            var rows = Read(token, size);
            token = rows.Count < size ? null : $"{rows[^1].CreatedAt}:{rows[^1].InstanceId}";
            yield return new([.. rows.Select(row => row.ToMetadata(query.FetchInputsAndOutputs))], token);
        }
        while (token is not null);
    }

    private List<InstanceRow> Read(string? token, int size)
    {
        var conditions = new List<string>();
        var values = new List<object?>();
        void Where(string condition, params object[] parameters)
        {
            conditions.Add(string.Format(
                CultureInfo.InvariantCulture, condition, [.. parameters.Select((_, i) => (object)$"${values.Count + i}")]));
            values.AddRange(parameters);
        }

        if (query.CreatedFrom is { } from)
            Where("created_at >= {0}", from.UtcTicks);
        if (query.CreatedTo is { } to)
            Where("created_at <= {0}", to.UtcTicks);
        if (query.InstanceIdPrefix is { Length: > 0 } prefix)
            Where("substr(instance_id, 1, {0}) = {1}", prefix.Length, prefix);
        if (query.Statuses is { } statuses)
            conditions.Add($"status IN ({string.Join(',', statuses.Select(status => (int)status))})");
        if (token?.Split(':', 2) is [var age, var id])
            Where("(created_at, instance_id) > ({0}, {1})", long.Parse(age, CultureInfo.InvariantCulture), id);

        var sql = $"SELECT {InstanceRow.Columns} FROM durable_instances"
            + (conditions.Count > 0 ? " WHERE " + string.Join(" AND ", conditions) : string.Empty)
            + $" ORDER BY created_at, instance_id LIMIT {size}";
        return engine.Database.Read(session => session.Query(sql, InstanceRow.From, [.. values]));
    }
}
