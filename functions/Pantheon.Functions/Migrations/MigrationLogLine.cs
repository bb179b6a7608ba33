namespace Pantheon.Functions.Migrations;

/// <summary>A line of a migration's log.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What happened, in words, without secrets.</param>
public sealed record MigrationLogLine(DateTimeOffset At, string Text);
