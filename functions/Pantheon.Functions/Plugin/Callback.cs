namespace Pantheon.Functions.Plugin;

/// <summary>A message of the plugin, as it stands in the inbox.</summary>
/// <param name="MigrationId">The migration that it is about.</param>
/// <param name="Id">The sender's id of the message; a second one with the same id is the same message.</param>
/// <param name="BodyHash">SHA-256 of the body as it came, lower-case hex.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">The rest; null once it was read.</param>
/// <param name="ReceivedAt">When.</param>
public sealed record Callback(string MigrationId, string Id, string BodyHash, CallbackType Type, CallbackData? Data, DateTimeOffset ReceivedAt);
