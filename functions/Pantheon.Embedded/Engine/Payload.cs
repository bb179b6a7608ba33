using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Pantheon.Embedded.Engine;

/// <summary>The JSON that crosses durable boundaries: PascalCase, as the real engine writes it.</summary>
internal static class Payload
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        IncludeFields = true,
    };

    [return: NotNullIfNotNull(nameof(value))]
    internal static string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    internal static T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Options);

    internal static object? Read(string? json, Type type) => json is null
        ? type.IsValueType ? Activator.CreateInstance(type) : null
        : JsonSerializer.Deserialize(json, type, Options);
}
