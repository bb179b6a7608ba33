using System.Text.Json.Serialization;

namespace Pantheon.Functions.Plugin;

/// <summary>What a callback tells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallbackType>))]
public enum CallbackType
{
    /// <summary>The plugin has begun.</summary>
    [JsonStringEnumMemberName("migration.started")]
    Started,

    /// <summary>How far it is.</summary>
    [JsonStringEnumMemberName("migration.progress")]
    Progress,

    /// <summary>The archive can be taken.</summary>
    [JsonStringEnumMemberName("migration.archiveReady")]
    ArchiveReady,

    /// <summary>The plugin gave up.</summary>
    [JsonStringEnumMemberName("migration.failed")]
    Failed,
}
