using System.Text.Json.Serialization;

namespace Pantheon.Archives;

/// <summary>What a site is made with.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Framework>))]
public enum Framework
{
    /// <summary>WordPress, one site.</summary>
    [JsonStringEnumMemberName("wordpress")]
    WordPress,

    /// <summary>Drupal 7.</summary>
    [JsonStringEnumMemberName("drupal7")]
    Drupal7,

    /// <summary>Drupal 8 and later, managed by Composer.</summary>
    [JsonStringEnumMemberName("drupalComposer")]
    DrupalComposer,
}
