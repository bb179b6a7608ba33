using System.Text.Json.Serialization;

namespace Pantheon.Archives.Inspection;

/// <summary>How much a finding matters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>The import goes on; something may need a hand afterwards.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>The archive can't be imported as it is.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
